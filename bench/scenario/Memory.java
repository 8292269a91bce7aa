package scenario;

import client.Crowd;
import client.JobPath;
import client.Workload;
import figure.Samples;
import figure.Table;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import server.Peer;
import server.Server;

/** What a process holds in memory as it ages, and whether it still remembers very many jobs. */
final class Memory implements Scenario {
    private static final int CALLERS = 64;
    private static final int SAMPLE = 1000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Table> measure(Lab lab) throws Exception {
        Samples<Footprint> footprints = Samples.take(lab.peers(), 1, peer -> footprint(lab, peer));
        Samples<Remembered> remembered = Samples.take(lab.peers(), 1,
                peer -> remembered(lab, peer));
        return List.of(
                new Table("Resident memory, MiB", lab.peers(), List.of(
                        footprints.median("started", "%.0f", Footprint::started),
                        footprints.median("after a minute of hits", "%.0f", Footprint::afterHits),
                        footprints.median("and a minute of misses", "%.0f",
                                Footprint::afterMisses)),
                        List.of()),
                new Table("%,d finished jobs".formatted(lab.plan().manyIds()), lab.peers(), List.of(
                        remembered.median("RSS MiB", "%.0f", Remembered::residentMiB),
                        remembered.median("%,d of them, asked again: answered from memory"
                                .formatted(SAMPLE), "%.1f %%", Remembered::percent)),
                        List.of()));
    }

    private static Footprint footprint(Lab lab, Peer peer) throws Exception {
        lab.say("memory: " + peer.name());
        int seconds = lab.plan().warmUpSeconds();
        try (Server server = lab.start(peer)) {
            double started = server.processes().residentMiB();
            lab.wrk().run(server.port(), Workload.knownIds("running-0-hit-", 1000), seconds);
            double afterHits = server.processes().residentMiB();
            lab.wrk().run(server.port(), Workload.newIds("running-50-aging"), seconds);
            return new Footprint(started, afterHits, server.processes().residentMiB());
        }
    }

    /** In a new process, so that nothing competes with these jobs for a place in the cache. */
    private static Remembered remembered(Lab lab, Peer peer) throws Exception {
        lab.say("memory: many jobs, " + peer.name());
        int ids = lab.plan().manyIds();
        try (Server server = lab.start(peer);
                Crowd crowd = new Crowd(server.port(), CALLERS, path(0))) {
            crowd.each(() -> IntStream.range(0, ids).mapToObj(Memory::path).iterator());
            return new Remembered(server.processes().residentMiB(), percentRemembered(lab, crowd));
        }
    }

    private static double percentRemembered(Lab lab, Crowd crowd)
            throws InterruptedException, ExecutionException {
        long before = lab.emulator().calls();
        crowd.each(() -> new Random(1).ints(SAMPLE, 0, lab.plan().manyIds())
                .mapToObj(Memory::path).iterator());
        return 100.0 * (SAMPLE - (lab.emulator().calls() - before)) / SAMPLE;
    }

    private static String path(int number) {
        return JobPath.of("completed-0-" + number);
    }

    private record Footprint(double started, double afterHits, double afterMisses) {
    }

    private record Remembered(double residentMiB, double percent) {
    }
}
