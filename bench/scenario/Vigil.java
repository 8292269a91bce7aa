package scenario;

import client.Audience;
import client.Workload;
import figure.Quantile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import server.Peer;
import server.Server;

/**
 * What it took to hold many who watch, and how soon they knew.
 *
 * @param calls how often the upstream was asked for each job while nothing changed
 * @param threads how many more the server has than before
 * @param residentMiB how much more the server holds than before
 * @param heapMiB how much more lives on its heap
 * @param news for each change of all jobs, the milliseconds until each one knew
 */
record Vigil(int watchers, double[] calls, long threads, double residentMiB, double heapMiB,
        List<double[]> news) {
    private static final int CHANGES = 10;
    private static final int REHEARSAL_SECONDS = 10;

    /** Keeps one with a new process. */
    static Vigil keep(Lab lab, Peer peer, Manner manner, int watchers, int seconds)
            throws Exception {
        lab.say("watching: " + peer.name());
        try (Server server = lab.start(peer)) {
            rehearse(lab, server, manner);
            double heap = server.liveHeapMiB();
            double resident = server.processes().residentMiB();
            long threads = server.processes().threads();
            try (Audience audience = new Audience(server.port())) {
                WatchedJobs jobs = new WatchedJobs(lab.emulator(), audience, manner);
                jobs.open(watchers);
                double[] calls = callsWithin(seconds, jobs);
                threads = server.processes().threads() - threads;
                resident = server.processes().residentMiB() - resident;
                heap = server.liveHeapMiB() - heap;
                List<double[]> news = new ArrayList<>();
                for (int i = 0; i < CHANGES; i++) {
                    news.add(jobs.change());
                }
                return new Vigil(watchers, calls, threads, resident, heap, news);
            }
        }
    }

    double leastCalls() {
        return Quantile.of(0.01, calls);
    }

    double mostCalls() {
        return Quantile.of(1, calls);
    }

    double allCalls() {
        return Arrays.stream(calls).sum();
    }

    double residentKiBEach() {
        return 1024 * residentMiB / watchers;
    }

    double heapKiBEach() {
        return 1024 * heapMiB / watchers;
    }

    /** When so many knew, at the median of the changes but the first. */
    double later(double share) {
        return Quantile.median(news.stream().skip(1).mapToDouble(one -> Quantile.of(share, one))
                .toArray());
    }

    /** When so many knew of the first change. */
    double first(double share) {
        return Quantile.of(share, news.getFirst());
    }

    /** When the last one knew, of all changes. */
    double latest() {
        return Quantile.of(1, news.stream().mapToDouble(one -> Quantile.of(1, one)).toArray());
    }

    /** Loads code, and compiles some of it, before it is counted what is held. */
    private static void rehearse(Lab lab, Server server, Manner manner) throws Exception {
        lab.wrk().run(server.port(), Workload.knownIds("running-0-hit-", 100), REHEARSAL_SECONDS);
        try (Audience audience = new Audience(server.port())) {
            WatchedJobs jobs = new WatchedJobs(lab.emulator(), audience, manner);
            jobs.open(100);
            jobs.change();
        }
    }

    private static double[] callsWithin(int seconds, WatchedJobs jobs)
            throws InterruptedException {
        long[] before = jobs.calls();
        Thread.sleep(1000L * seconds);
        long[] after = jobs.calls();
        return IntStream.range(0, after.length).mapToDouble(i -> after[i] - before[i]).toArray();
    }
}
