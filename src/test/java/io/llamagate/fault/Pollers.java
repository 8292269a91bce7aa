package io.llamagate.fault;

import java.io.IOException;
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

/** Services that poll 50 jobs 100 times a second together, in turn. */
final class Pollers implements AutoCloseable {
    static final int JOBS = 50;

    private static final long INTERVAL_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Pattern MADE_AT = Pattern.compile("\"total_items\":(\\d+)");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Poll> polls = new ConcurrentLinkedQueue<>();
    private final int port;

    Pollers(int port) {
        this.port = port;
    }

    void start() {
        var _ = clock.scheduleAtFixedRate(() -> callers.execute(this::poll), 0, INTERVAL_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** All that ended so far. */
    Collection<Poll> polls() {
        return polls;
    }

    private void poll() {
        int job = next.getAndIncrement() % JOBS;
        long start = System.nanoTime();
        int status = 0;
        long madeAt = 0;
        try {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(
                    "http://127.0.0.1:%d/batch-jobs/bjb-%d/status".formatted(port, job)))
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
        polls.add(new Poll(job, start, System.nanoTime() - start, status, madeAt));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        callers.shutdownNow();
        client.shutdownNow();
    }
}
