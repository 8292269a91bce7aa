package scenario;

import figure.Samples;
import figure.Table;
import java.util.List;
import server.Server;

/** From the launch of a process until it answers a request for a status; nothing else runs. */
final class StartUp implements Scenario {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        Samples<Started> starts = Samples.take(lab.peers(), lab.plan().starts(), peer -> {
            lab.say("start: " + peer.name());
            try (Server server = lab.start(peer)) {
                return new Started(server.start().toMillis() / 1e3,
                        server.processes().cpuMillis() / 1e3, server.processes().residentMiB());
            }
        });
        return List.of(new Table("Start until the first answer", lab.peers(), List.of(
                starts.median("seconds", "%.2f", Started::seconds),
                starts.most("slowest", "%.2f", Started::seconds),
                starts.median("CPU seconds", "%.2f", Started::cpuSeconds),
                starts.median("RSS MiB", "%.0f", Started::residentMiB)), List.of()));
    }

    private record Started(double seconds, double cpuSeconds, double residentMiB) {
    }
}
