package scenario;

import client.Workload;
import client.Wrk;
import figure.Samples;
import figure.Window;
import figure.WindowMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import process.Children;
import server.Emulator;
import server.Gateway;
import server.Lineup;
import server.Peer;
import server.Server;

/**
 * What scenarios work with.
 *
 * @param peers all that are compared, the baseline first
 * @param gateway the one of them that this is about
 * @param named the gateway that wants to know who asks
 * @param work the folder for what servers write
 */
public record Lab(Plan plan, List<Peer> peers, Gateway gateway, Peer named, Children children,
        Emulator emulator,
        Path work) {
    private static final int WARM_UP_RUNS = 6;

    /** The same with the gateway that wants to know who asks, last. */
    Lab withNamed() {
        return withPeers(Stream.concat(peers.stream(), Stream.of(named)).toList());
    }

    /** The same with others that are compared. */
    Lab withPeers(List<Peer> others) {
        return new Lab(plan, others, gateway, named, children, emulator, work);
    }

    Server start(Peer peer) throws IOException, InterruptedException {
        return new Server(peer, children, emulator, work);
    }

    Lineup startAll() throws IOException, InterruptedException {
        return new Lineup(peers, children, emulator, work);
    }

    Wrk wrk() {
        return new Wrk(children);
    }

    /** Measures the same load on every server, round by round. */
    Samples<Window> windows(String title, Lineup lineup, Workload workload) throws Exception {
        return windows(title, lineup, workload, plan.rounds());
    }

    /** The same in another number of rounds than the plan's. */
    Samples<Window> windows(String title, Lineup lineup, Workload workload, int rounds)
            throws Exception {
        WindowMeter meter = new WindowMeter(wrk(), emulator, plan.leadInSeconds(),
                plan.windowSeconds());
        return Samples.take(peers, rounds, peer -> {
            say(title + ": " + peer.name());
            return meter.measure(lineup.of(peer), workload);
        });
    }

    /**
     * Loads those servers that need it before they are measured, with these loads in turn. In
     * several runs, for each opens connections and drops them in the end, as each measurement does:
     * what the JIT compiler never saw makes it throw away what it made of the whole path.
     */
    void warmUp(Lineup lineup, Workload... workloads) throws IOException, InterruptedException {
        for (Peer peer : peers) {
            if (peer.needsWarmUp()) {
                say("warming up " + peer.name());
                for (int run = 0; run < WARM_UP_RUNS; run++) {
                    wrk().run(lineup.of(peer).port(), workloads[run % workloads.length],
                            Math.max(1, plan.warmUpSeconds() / WARM_UP_RUNS));
                }
            }
        }
    }

    /** Tells the person who waits; the results go elsewhere. */
    void say(String progress) {
        System.err.println("bench: " + progress);
    }
}
