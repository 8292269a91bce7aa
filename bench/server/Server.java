package server;

import client.HttpConnection;
import client.JobPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import process.Children;
import process.ProcessTree;

/** A running process of a peer that has answered its first request for a status. */
public final class Server implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final int POLL_MILLIS = 5;
    private static final String FIRST_JOB = JobPath.of("completed-0-first");

    private final Peer peer;
    private final int port;
    private final Process process;
    private final Children children;
    private final Path log;
    private final Duration start;

    /** Starts the process in a new folder below {@code work} and waits until it is ready. */
    public Server(Peer peer, Children children, Emulator emulator, Path work)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(work, "server-");
        this.peer = peer;
        this.port = FreePort.find();
        this.children = children;
        this.log = folder.resolve("log.txt");
        ProcessBuilder builder = peer.prepare(folder, port, emulator.port());
        long launched = System.nanoTime();
        this.process = children.start(builder.directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()));
        awaitFirstAnswer(launched + LONGEST_START.toNanos());
        this.start = Duration.ofNanos(System.nanoTime() - launched);
    }

    public String name() {
        return peer.name();
    }

    public int port() {
        return port;
    }

    /** From the launch of the process until a request for a status was answered with 200. */
    public Duration start() {
        return start;
    }

    public ProcessTree processes() {
        return new ProcessTree(process.toHandle());
    }

    /** What lives on the heap of the JVM that it is; all else is collected first. */
    public double liveHeapMiB() throws IOException {
        return Jdk.liveHeapBytes(process.pid()) / 1024.0 / 1024;
    }

    @Override
    public void close() {
        children.end(process);
    }

    private void awaitFirstAnswer(long deadline) throws InterruptedException {
        String last = "nothing";
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (HttpConnection connection = new HttpConnection(port)) {
                int status = connection.get(FIRST_JOB).status();
                if (status == 200) {
                    return;
                }
                last = "status " + status;
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(POLL_MILLIS);
        }
        children.end(process);
        throw new IllegalStateException("%s did not start (last answer: %s); see %s"
                .formatted(peer.name(), last, log));
    }
}
