package scenario;

import client.Workload;
import figure.Samples;
import figure.Table;
import figure.Window;
import figure.WindowNotes;
import java.util.List;
import java.util.function.ToDoubleFunction;
import server.Lineup;

/**
 * Running jobs that everybody asks for: nearly all answers come from memory, and each id is asked
 * of the upstream again when its 2 seconds are over.
 */
final class Hits implements Scenario {
    private static final Workload ONE_ID = Workload.knownIds("running-0-one-", 1);
    private static final Workload THOUSAND_IDS = Workload.knownIds("running-0-many-", 1000);

    private static final ToDoubleFunction<Window> P99 = window -> window.load().p99Millis();

    @Override
    public String name() {
        return "hits";
    }

    @Override
    public List<Table> measure(Lab common) throws Exception {
        Lab lab = common.withNamed();
        try (Lineup lineup = lab.startAll()) {
            lab.warmUp(lineup, THOUSAND_IDS);
            return List.of(
                    measure(lab, lineup, "Hits, one id", ONE_ID),
                    measure(lab, lineup, "Hits, 1,000 ids", THOUSAND_IDS));
        }
    }

    private static Table measure(Lab lab, Lineup lineup, String title, Workload workload)
            throws Exception {
        Samples<Window> windows = lab.windows(title, lineup, workload);
        return new Table(title, lab.peers(), List.of(
                windows.median("requests/s", "%,.0f", Window::requestsPerSecond),
                windows.ratio("x NGINX", Window::requestsPerSecond),
                windows.median("p50 ms", "%.2f", window -> window.load().p50Millis()),
                windows.median("p99 ms", "%.1f", P99),
                windows.ratio("p99 x NGINX", P99),
                windows.median("CPU ms per 1,000", "%.1f", Window::cpuMillisPerThousand),
                windows.ratio("x NGINX", Window::cpuMillisPerThousand),
                windows.median("RSS MiB", "%.0f", Window::residentMiB),
                windows.median("upstream calls/s", "%.1f", Window::upstreamCallsPerSecond)),
                WindowNotes.of(lab.peers(), windows));
    }
}
