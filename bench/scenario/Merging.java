package scenario;

import client.Crowd;
import client.JobPath;
import client.Workload;
import figure.Quantile;
import figure.Samples;
import figure.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import server.Lineup;
import server.Peer;
import server.Server;

/** 200 callers ask at once for a job that nobody asked for before; the upstream takes 200 ms. */
final class Merging implements Scenario {
    private static final int CALLERS = 200;
    private static final int UPSTREAM_MILLIS = 200;

    private final AtomicInteger lastId = new AtomicInteger();

    @Override
    public String name() {
        return "merging";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        try (Lineup lineup = lab.startAll()) {
            lab.warmUp(lineup, Workload.newIds("running-50-warm"));
            for (Peer peer : lab.peers()) {
                askColdIds(lab, lineup.of(peer));
            }
            Samples<Crowded> crowds = Samples.take(lab.peers(), lab.plan().rounds(), peer -> {
                lab.say("merging: " + peer.name());
                return askColdIds(lab, lineup.of(peer));
            });
            return List.of(new Table("Merging, 200 callers at once, upstream 200 ms", lab.peers(),
                    List.of(crowds.median("upstream calls", "%.0f", Crowded::medianCalls),
                            crowds.most("most calls", "%.0f", Crowded::mostCalls),
                            crowds.median("caller p50 ms", "%.1f", Crowded::p50Millis),
                            crowds.median("x upstream time", "%.3f",
                                    crowd -> crowd.p50Millis() / UPSTREAM_MILLIS),
                            crowds.median("caller p99 ms", "%.1f", Crowded::p99Millis)),
                    List.of()));
        }
    }

    private Crowded askColdIds(Lab lab, Server server)
            throws IOException, InterruptedException, ExecutionException {
        List<Crowded> repetitions = new ArrayList<>();
        try (Crowd crowd = new Crowd(server.port(), CALLERS, JobPath.of("completed-0-known"))) {
            for (int i = 0; i < lab.plan().crowdRepetitions(); i++) {
                String id = "running-" + UPSTREAM_MILLIS + "-cold-" + lastId.incrementAndGet();
                double[] waits = crowd.together(JobPath.of(id));
                long calls = lab.emulator().calls(id);
                repetitions.add(new Crowded(calls, calls, Quantile.of(0.5, waits),
                        Quantile.of(0.99, waits)));
            }
        }
        return Crowded.summary(repetitions);
    }

    /** How one crowd, or several in a row, were served. */
    private record Crowded(double medianCalls, double mostCalls, double p50Millis,
            double p99Millis) {
        private static Crowded summary(List<Crowded> crowds) {
            return new Crowded(
                    Quantile.median(figures(crowds, Crowded::medianCalls)),
                    Quantile.of(1, figures(crowds, Crowded::mostCalls)),
                    Quantile.median(figures(crowds, Crowded::p50Millis)),
                    Quantile.median(figures(crowds, Crowded::p99Millis)));
        }

        private static double[] figures(List<Crowded> crowds, ToDoubleFunction<Crowded> figure) {
            return crowds.stream().mapToDouble(figure).toArray();
        }
    }
}
