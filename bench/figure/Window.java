package figure;

import client.Load;

/**
 * One measured stretch of load on one server.
 *
 * @param cpuMillis CPU time of all processes of the server
 * @param upstreamCalls how often the server asked the upstream meanwhile
 * @param foreignShare the share of the machine's CPUs that others used meanwhile, from 0 to 1
 */
public record Window(Load load, double cpuMillis, double residentMiB, long upstreamCalls,
        double foreignShare) {
    private static final double DISTURBED = 0.1;

    public double requestsPerSecond() {
        return load.requests() / load.seconds();
    }

    public double cpuMillisPerThousand() {
        return 1000 * cpuMillis / load.requests();
    }

    public double upstreamCallsPerSecond() {
        return upstreamCalls / load.seconds();
    }

    public double upstreamCallsPerRequest() {
        return (double) upstreamCalls / load.requests();
    }

    /** Whether others took so much of the machine that the figures are in doubt. */
    public boolean isDisturbed() {
        return foreignShare > DISTURBED;
    }
}
