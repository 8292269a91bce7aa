package server;

import client.HttpConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import process.Children;

/**
 * The process of the emulated LlamaCloud, see the package {@code upstream}. It ends with the other
 * children.
 */
public final class Emulator {
    private final int port;
    private final HttpConnection control;

    public Emulator(Children children, Path log) throws IOException {
        Process process = children.start(new ProcessBuilder(Jdk.JAVA, "-Xmx128m", "-Xmn16m",
                "-XX:+UseSerialGC", "bench/upstream/Upstream.java").redirectError(log.toFile()));
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException("The emulated LlamaCloud did not start; see " + log);
        }
        this.port = Integer.parseInt(line);
        this.control = new HttpConnection(port);
    }

    int port() {
        return port;
    }

    /** How often it was asked for any job so far. */
    public long calls() {
        return number("/calls");
    }

    /** How often it was asked for this job so far. */
    public long calls(String id) {
        return number("/calls/" + id);
    }

    /** Answers for every job so from now on: 500, 429, reset or hang. */
    public void fail(String how) throws IOException {
        control.get("/fail/" + how).text();
    }

    /** Answers well again; the number by which its answers from now on are known. */
    public int recover() {
        return (int) number("/recover");
    }

    /** When it first gave its present answer for this job, in nanoseconds of the system. */
    public long told(String id) {
        return number("/told/" + id);
    }

    private long number(String path) {
        try {
            return Long.parseLong(control.get(path).text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
