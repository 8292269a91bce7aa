package scenario;

import client.Audience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import server.Emulator;

/**
 * 100 running jobs that many watch at once: the first one the first of them, and so on, over and
 * over.
 */
final class WatchedJobs {
    /** So old has an answer to be before someone who insists gets a newer one. */
    private static final int OLD_MILLIS = 1100;

    private static final List<String> IDS = IntStream.range(0, 100)
            .mapToObj(number -> "running-0-watched-" + number).toList();
    private static final String ALL = IDS.stream()
            .collect(Collectors.joining("\",\"", "{\"ids\":[\"", "\"]}"));
    private static final Pattern TAG = Pattern
            .compile(
                    "\\{\"id\":\"([^\"]+)\",\"status\":200,\"age\":\\d+,"
                            + "\"etag\":\"\\\\\"([^\"\\\\]+)");

    private final Emulator emulator;
    private final Audience audience;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI list;
    private final Manner manner;
    private int attempt;

    /** @param audience nobody yet */
    WatchedJobs(Emulator emulator, Audience audience, Manner manner) {
        this.emulator = emulator;
        this.audience = audience;
        this.list = URI.create("http://127.0.0.1:" + audience.port() + "/batch-jobs/status");
        this.manner = manner;
    }

    /** Lets so many begin to watch. */
    void open(int watchers) throws IOException, InterruptedException {
        renew();
        for (int i = 0; i < watchers; i++) {
            audience.join(manner.opening(id(i)));
        }
        audience.awaitAttempt(attempt);
        askOn();
    }

    /** How often the upstream was asked for each job so far. */
    long[] calls() {
        return IDS.stream().mapToLong(emulator::calls).toArray();
    }

    /** All jobs change at once, and the server learns it; the milliseconds until each one knew. */
    double[] change() throws IOException, InterruptedException {
        renew();
        long[] heard = audience.awaitAttempt(attempt);
        Map<String, Long> told = IDS.stream().collect(Collectors.toMap(id -> id, emulator::told));
        askOn();
        return IntStream.range(0, heard.length)
                .mapToDouble(i -> (heard[i] - told.get(id(i))) / 1e6).toArray();
    }

    /** Lets the upstream tell something new of all jobs, and the server ask for it. */
    private void renew() throws IOException, InterruptedException {
        fetch();
        Thread.sleep(OLD_MILLIS);
        attempt = emulator.recover();
        fetch();
    }

    /** For those who have to ask again for the next news. */
    private void askOn() throws IOException, InterruptedException {
        if (manner.next("", "") == null) {
            return;
        }
        Map<String, String> tags = new HashMap<>();
        Matcher items = TAG.matcher(fetch());
        while (items.find()) {
            tags.put(items.group(1), items.group(2));
        }
        for (int i = 0; i < audience.size(); i++) {
            audience.ask(i, manner.next(id(i), tags.get(id(i))));
        }
    }

    /** Lets all answers older than a second be fetched anew, at once. */
    private String fetch() throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(list).header("Cache-Control", "no-cache")
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString(ALL))
                .build(), BodyHandlers.ofString()).body();
    }

    private static String id(int watcher) {
        return IDS.get(watcher % IDS.size());
    }
}
