package scenario;

import client.JobPath;
import client.Pollers;
import client.Pollers.Poll;
import figure.Quantile;
import figure.Samples;
import figure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import server.Lineup;
import server.Peer;
import server.Server;

/**
 * 50 warm jobs, polled 100 times a second together, while the upstream fails in some way for ten
 * seconds and then recovers.
 */
final class Failures implements Scenario {
    private static final List<String> FAULTS = List.of("500", "429", "reset", "hang");
    private static final int HEALTHY_SECONDS = 5;
    private static final int FAILING_SECONDS = 10;
    private static final int RECOVERY_SECONDS = 12;
    private static final List<String> JOBS = IntStream.range(0, 50)
            .mapToObj(i -> JobPath.of("running-50-polled-" + i)).toList();

    @Override
    public String name() {
        return "failures";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        List<Table> tables = new ArrayList<>();
        for (String fault : FAULTS) {
            // From fresh processes on: what one fault leaves behind must not help with the next.
            try (Lineup lineup = lab.startAll()) {
                Samples<Outcome> outcomes = Samples.take(lab.peers(), 1, peer -> {
                    lab.say("failures, " + fault + ": " + peer.name());
                    return pass(lab, lineup.of(peer), fault);
                });
                tables.add(table(lab.peers(), fault, outcomes));
            }
        }
        return tables;
    }

    private static Table table(List<Peer> peers, String fault, Samples<Outcome> outcomes) {
        return new Table("Ten seconds of failure: " + fault, peers, List.of(
                outcomes.median("answered 200, %", "%.1f", Outcome::percentOk),
                outcomes.median("p50 ms", "%.1f", outcome -> outcome.quantile(0.5)),
                outcomes.median("p99 ms", "%.0f", outcome -> outcome.quantile(0.99)),
                outcomes.median("upstream calls/s", "%.1f", Outcome::callsPerSecond),
                outcomes.median("all fresh again after s", "%.1f", Outcome::freshAfter)),
                List.of());
    }

    private static Outcome pass(Lab lab, Server server, String fault) throws Exception {
        try (Pollers pollers = new Pollers(server.port(), JOBS)) {
            Thread.sleep(HEALTHY_SECONDS * 1000L);
            long callsBefore = lab.emulator().calls();
            long failsAt = System.nanoTime();
            lab.emulator().fail(fault);
            Thread.sleep(FAILING_SECONDS * 1000L);
            long calls = lab.emulator().calls() - callsBefore;
            long recoversAt = System.nanoTime();
            int generation = lab.emulator().recover();
            Thread.sleep(RECOVERY_SECONDS * 1000L);
            List<Poll> polls = pollers.polls();
            return new Outcome(
                    polls.stream().filter(poll -> poll.start() > failsAt
                            && poll.start() < recoversAt).toList(),
                    (double) calls / FAILING_SECONDS, freshAfter(polls, recoversAt, generation));
        }
    }

    private static double freshAfter(List<Poll> polls, long recoversAt, int generation) {
        return JOBS.stream().mapToDouble(job -> polls.stream()
                .filter(poll -> poll.path().equals(job) && poll.generation() >= generation)
                .mapToLong(Poll::end).min().stream()
                .mapToDouble(end -> (end - recoversAt) / 1e9).findFirst()
                .orElse(Double.POSITIVE_INFINITY)).max().orElseThrow();
    }

    /** What the pollers saw while the upstream failed, and how soon all was well again. */
    private record Outcome(List<Poll> polls, double callsPerSecond, double freshAfter) {
        private double percentOk() {
            return 100.0 * polls.stream().filter(poll -> poll.status() == 200).count()
                    / polls.size();
        }

        private double quantile(double share) {
            return Quantile.of(share,
                    polls.stream().mapToDouble(poll -> poll.nanos() / 1e6).toArray());
        }
    }
}
