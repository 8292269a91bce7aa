package scenario;

import client.Workload;
import figure.Samples;
import figure.Table;
import figure.Window;
import figure.WindowNotes;
import java.util.List;
import java.util.function.ToDoubleFunction;
import server.Lineup;

/** Every request is for another job, so all of them wait for the upstream's 50 ms. */
final class Misses implements Scenario {
    private static final String TITLE = "Misses, upstream 50 ms";

    /**
     * Callers whose answers all take equally long keep step with each other, in clumps that last
     * for a window: one server's median differs by more from window to window than two servers'.
     */
    private static final int TIMES_THE_ROUNDS = 3;

    private static final ToDoubleFunction<Window> P50 = window -> window.load().p50Millis();
    private static final ToDoubleFunction<Window> P99 = window -> window.load().p99Millis();

    @Override
    public String name() {
        return "misses";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        Workload workload = Workload.newIds("running-50-miss");
        try (Lineup lineup = lab.startAll()) {
            // Without the upstream's delay, so that the JIT compiler sees enough requests, and with
            // it, because a thread that waits goes other ways than one that need not.
            lab.warmUp(lineup, Workload.newIds("running-0-warm"),
                    Workload.newIds("running-50-warm"));
            Samples<Window> windows = lab.windows(TITLE, lineup, workload,
                    lab.plan().rounds() * TIMES_THE_ROUNDS);
            return List.of(new Table(TITLE, lab.peers(), List.of(
                    windows.median("p50 ms", "%.2f", P50),
                    windows.difference("minus NGINX", "%+.2f", P50),
                    windows.median("p99 ms", "%.2f", P99),
                    windows.ratio("x NGINX", P99),
                    windows.median("CPU ms per 1,000", "%.0f", Window::cpuMillisPerThousand),
                    windows.ratio("x NGINX", Window::cpuMillisPerThousand),
                    windows.median("requests/s", "%,.0f", Window::requestsPerSecond),
                    windows.median("upstream calls per request", "%.2f",
                            Window::upstreamCallsPerRequest)),
                    WindowNotes.of(lab.peers(), windows)));
        }
    }
}
