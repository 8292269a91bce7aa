package io.llamagate.fault;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Services that poll 50 jobs 100 times a second together, in turn, and ask a bare server as often,
 * which shows how long this machine takes for nothing at all.
 */
final class Pollers implements AutoCloseable {
    static final int JOBS = 50;

    private static final long INTERVAL_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern MADE_AT = Pattern.compile("\"total_items\":(\\d+)");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Poll> polls = new ConcurrentLinkedQueue<>();
    private final Queue<Poll> bare = new ConcurrentLinkedQueue<>();
    private final HttpServer bareServer;
    private final int port;

    Pollers(int port) throws IOException {
        this.port = port;
        this.bareServer = HttpServer
                .create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        bareServer.setExecutor(callers);
        bareServer.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        bareServer.start();
    }

    void start() {
        var _ = clock.scheduleAtFixedRate(() -> {
            int job = next.getAndIncrement() % JOBS;
            callers.execute(() -> poll(job, port, polls));
            callers.execute(() -> poll(job, bareServer.getAddress().getPort(), bare));
        }, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends no more questions, and waits for the answers to all that were sent. */
    void end() throws InterruptedException {
        clock.shutdown();
        callers.shutdown();
        callers.awaitTermination(PATIENCE.toSeconds() + 1, TimeUnit.SECONDS);
    }

    /** Whether every job has been answered. */
    boolean haveAllJobs() {
        return polls.stream().filter(poll -> poll.status() == 200).mapToInt(Poll::job).distinct()
                .count() == JOBS;
    }

    /** What the bare server was asked. */
    Collection<Poll> bare() {
        return bare;
    }

    /** All that ended so far. */
    Collection<Poll> polls() {
        return polls;
    }

    private void poll(int job, int at, Queue<Poll> ended) {
        long start = System.nanoTime();
        int status = 0;
        long madeAt = 0;
        try {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(
                    "http://127.0.0.1:%d/batch-jobs/bjb-%d/status".formatted(at, job)))
                    .timeout(PATIENCE).build(),
                    BodyHandlers.ofString());
            status = response.statusCode();
            Matcher matcher = MADE_AT.matcher(response.body());
            madeAt = matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
        } catch (IOException e) {
            // Counts as no answer.
        } catch (InterruptedException e) {
            return;
        }
        ended.add(new Poll(job, start, System.nanoTime() - start, status, madeAt));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        bareServer.stop(0);
        callers.shutdownNow();
        client.shutdownNow();
    }
}
