package scenario;

import figure.Samples;
import figure.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import server.Peer;

/**
 * The tables about few and many who watch the same jobs, which should cost the upstream the same.
 */
final class Vigils {
    private static final int FEW = 100;

    private Vigils() {
    }

    static List<Table> tables(Lab lab, Manner manner, int many, int seconds) throws Exception {
        Map<Peer, Integer> watchers = new LinkedHashMap<>();
        for (int number : List.of(FEW, many)) {
            watchers.put(lab.gateway().watchedBy(many, manner.plural(number)), number);
        }
        List<Peer> peers = List.copyOf(watchers.keySet());
        Samples<Vigil> vigils = Samples.take(peers, 1, peer -> Vigil.keep(lab, peer, manner,
                watchers.get(peer), seconds));
        String title = manner.plural(many) + " about 100 running jobs";
        return List.of(new Table(title + ", held for " + seconds + " s", peers, List.of(
                vigils.median("upstream calls", "%.0f", Vigil::allCalls),
                vigils.median("of a job at least", "%.0f", Vigil::leastCalls),
                vigils.median("at most", "%.0f", Vigil::mostCalls),
                vigils.median("threads more", "%.0f", Vigil::threads),
                vigils.median("live heap KiB each", "%.1f", Vigil::heapKiBEach),
                vigils.median("RSS KiB each", "%.1f", Vigil::residentKiBEach)), List.of()),
                new Table(title + ", all of which change at once", peers, List.of(
                        vigils.median("p50 ms", "%.0f", vigil -> vigil.later(0.5)),
                        vigils.median("p99 ms", "%.0f", vigil -> vigil.later(0.99)),
                        vigils.median("first change: p99 ms", "%.0f",
                                vigil -> vigil.first(0.99)),
                        vigils.median("longest ms of all", "%.0f", Vigil::latest)), List.of()));
    }
}
