package scenario;

import figure.Samples;
import figure.Table;
import java.util.List;
import java.util.stream.Stream;
import server.Gateway;
import server.Peer;
import server.Server;

/** From the launch of a process until it answers a request for a status; nothing else runs. */
final class StartUp implements Scenario {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        Gateway extracted = lab.gateway().extracted(lab.work().resolve("app"));
        List<Peer> peers = Stream.concat(
                Stream.of(lab.gateway(), extracted, extracted.trained()),
                lab.peers().stream().filter(peer -> peer != lab.gateway())).toList();
        Samples<Started> starts = Samples.take(peers, lab.plan().starts(), peer -> {
            lab.say("start: " + peer.name());
            try (Server server = lab.start(peer)) {
                return new Started(server.start().toMillis() / 1e3,
                        server.processes().cpuMillis() / 1e3, server.processes().residentMiB());
            }
        });
        return List.of(new Table("Start until the first answer", peers, List.of(
                starts.median("seconds", "%.2f", Started::seconds),
                starts.ratio("x plain jar", Started::seconds),
                starts.most("slowest", "%.2f", Started::seconds),
                starts.median("CPU seconds", "%.2f", Started::cpuSeconds),
                starts.median("RSS MiB", "%.0f", Started::residentMiB)), List.of()));
    }

    private record Started(double seconds, double cpuSeconds, double residentMiB) {
    }
}
