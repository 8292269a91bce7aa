package scenario;

import client.JobPath;
import client.Load;
import client.Pollers;
import client.Pollers.Poll;
import client.Workload;
import figure.Column;
import figure.Quantile;
import figure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import server.Gateway;
import server.Server;

/**
 * One caller polls 50 jobs 100 times a second together, at first alone, then beside another that
 * asks a hundred times as much as it may.
 */
final class Neighbours implements Scenario {
    private static final int SECONDS = 10;
    private static final List<String> JOBS = IntStream.range(0, 50)
            .mapToObj(i -> JobPath.of("running-50-calm-" + i)).toList();

    @Override
    public String name() {
        return "neighbours";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        List<Pass> passes = new ArrayList<>();
        try (Server server = lab.start(lab.named())) {
            lab.wrk().run(server.port(), Workload.knownIds("running-0-warm-", 50),
                    lab.plan().warmUpSeconds());
            for (int round = 0; round < lab.plan().rounds(); round++) {
                lab.say("neighbours: round " + (round + 1));
                passes.add(pass(lab, server));
            }
        }
        return List.of(new Table("A caller beside one that asks too much", List.of(lab.named()),
                List.of(median("alone: p99 ms", "%.1f", passes, Pass::aloneMillis),
                        median("beside it: p99 ms", "%.1f", passes, Pass::besideMillis),
                        median("more", "%+.1f", passes,
                                pass -> pass.besideMillis() - pass.aloneMillis()),
                        median("its requests/s", "%,.0f", passes, Pass::greedyPerSecond),
                        median("x its limit", "%.0f", passes,
                                pass -> pass.greedyPerSecond() / Gateway.GREEDY_LIMIT),
                        median("of these 429, %", "%.1f", passes, Pass::percentRefused)),
                List.of()));
    }

    private static Pass pass(Lab lab, Server server) throws Exception {
        try (Pollers pollers = new Pollers(server.port(), JOBS)) {
            Thread.sleep(SECONDS * 1000L);
            long begins = System.nanoTime();
            Load greedy = lab.wrk().run(server.port(), Workload.greedy("running-0-greedy"),
                    SECONDS);
            List<Poll> polls = pollers.polls();
            return new Pass(
                    p99(polls.stream().filter(poll -> poll.start() < begins).toList()),
                    p99(polls.stream().filter(poll -> poll.start() >= begins).toList()),
                    greedy.requests() / greedy.seconds(),
                    100.0 * greedy.errors() / greedy.requests());
        }
    }

    private static double p99(List<Poll> polls) {
        return Quantile.of(0.99, polls.stream().mapToDouble(poll -> poll.nanos() / 1e6).toArray());
    }

    private static Column median(String heading, String format, List<Pass> passes,
            ToDoubleFunction<Pass> figure) {
        return new Column(heading, _ -> String.format(format,
                Quantile.median(passes.stream().mapToDouble(figure).toArray())));
    }

    /** What the polite caller noticed, and what the other one got. */
    private record Pass(double aloneMillis, double besideMillis, double greedyPerSecond,
            double percentRefused) {
    }
}
