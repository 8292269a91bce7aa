package client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Services that poll paths in turn, 100 times a second together, until they are closed. */
public final class Pollers implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Pattern GENERATION = Pattern.compile("\"attempt\":(\\d+)");

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Poll> polls = new ConcurrentLinkedQueue<>();
    private final int port;
    private final List<String> paths;

    public Pollers(int port, List<String> paths) {
        this.port = port;
        this.paths = paths;
        clock.scheduleAtFixedRate(this::poll, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * One question and what came of it.
     *
     * @param start when it was asked, in nanoseconds of the system
     * @param nanos how long it took
     * @param status the HTTP status, 0 if there was no answer
     * @param generation of the upstream's answer, 0 if there was none
     */
    public record Poll(String path, long start, long nanos, int status, int generation) {
        public long end() {
            return start + nanos;
        }
    }

    /** Those that have ended. */
    public List<Poll> polls() {
        return List.copyOf(polls);
    }

    private void poll() {
        String path = paths.get(next.getAndIncrement() % paths.size());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer bench").timeout(PATIENCE).build();
        long start = System.nanoTime();
        client.sendAsync(request, BodyHandlers.ofString()).handle((response, _) -> {
            int status = response == null ? 0 : response.statusCode();
            return polls.add(new Poll(path, start, System.nanoTime() - start, status,
                    status == 200 ? generation(response) : 0));
        });
    }

    private static int generation(HttpResponse<String> response) {
        Matcher matcher = GENERATION.matcher(response.body());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        client.shutdownNow();
    }
}
