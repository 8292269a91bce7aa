package scenario;

import client.Workload;
import figure.Samples;
import figure.Table;
import figure.Window;
import figure.WindowNotes;
import java.util.List;
import server.Lineup;

/** What metrics cost where an answer costs least: hits of one job, with them and without. */
final class Metrics implements Scenario {
    private static final Workload ONE_ID = Workload.knownIds("running-0-one-", 1);

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public List<Table> measure(Lab common) throws Exception {
        Lab lab = common.withPeers(List.of(common.gateway().withoutMetrics(), common.gateway()));
        try (Lineup lineup = lab.startAll()) {
            lab.warmUp(lineup, ONE_ID);
            Samples<Window> windows = lab.windows("Metrics", lineup, ONE_ID);
            return List.of(new Table("Hits with metrics and without", lab.peers(), List.of(
                    windows.median("requests/s", "%,.0f", Window::requestsPerSecond),
                    windows.ratio("x metrics off", Window::requestsPerSecond),
                    windows.median("CPU ms per 1,000", "%.1f", Window::cpuMillisPerThousand),
                    windows.ratio("x metrics off", Window::cpuMillisPerThousand)),
                    WindowNotes.of(lab.peers(), windows)));
        }
    }
}
