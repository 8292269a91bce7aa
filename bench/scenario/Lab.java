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
        WindowMeter meter = new WindowMeter(wrk(), emulator, plan.leadInSeconds(),
                plan.windowSeconds());
        return Samples.take(peers, plan.rounds(), peer -> {
            say(title + ": " + peer.name());
            return meter.measure(lineup.of(peer), workload);
        });
    }

    /** Loads those servers that need it before they are measured, each load for an equal time. */
    void warmUp(Lineup lineup, Workload... workloads) throws IOException, InterruptedException {
        for (Peer peer : peers) {
            if (peer.needsWarmUp()) {
                say("warming up " + peer.name());
                for (Workload workload : workloads) {
                    wrk().run(lineup.of(peer).port(), workload,
                            plan.warmUpSeconds() / workloads.length);
                }
            }
        }
    }

    /** Tells the person who waits; the results go elsewhere. */
    void say(String progress) {
        System.err.println("bench: " + progress);
    }
}
