package figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import server.Peer;

/**
 * What every peer showed in every round, and the columns that tell it. The first peer is the
 * baseline. Peers are compared within a round, because the machine changes from round to round.
 */
public final class Samples<R> {
    private final Map<Peer, List<R>> byPeer = new HashMap<>();
    private final Peer baseline;

    private Samples(List<Peer> peers) {
        peers.forEach(peer -> byPeer.put(peer, new ArrayList<>()));
        baseline = peers.getFirst();
    }

    /** Measures all peers once per round, and begins every round with another one. */
    public static <R> Samples<R> take(List<Peer> peers, int rounds, Measurement<R> measurement)
            throws Exception {
        Samples<R> samples = new Samples<>(peers);
        List<Peer> order = new ArrayList<>(peers);
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : order) {
                samples.byPeer.get(peer).add(measurement.of(peer));
            }
            Collections.rotate(order, -1);
        }
        return samples;
    }

    public Stream<R> of(Peer peer) {
        return byPeer.get(peer).stream();
    }

    public Stream<R> all() {
        return byPeer.values().stream().flatMap(List::stream);
    }

    /** The median over the rounds. */
    public Column median(String heading, String format, ToDoubleFunction<R> figure) {
        return new Column(heading, peer -> format(format, Quantile.median(figures(peer, figure))));
    }

    /** The largest figure of all rounds. */
    public Column most(String heading, String format, ToDoubleFunction<R> figure) {
        return new Column(heading, peer -> format(format, Quantile.of(1, figures(peer, figure))));
    }

    /** How many times the baseline's figure of the same round: median, least and most. */
    public Column ratio(String heading, ToDoubleFunction<R> figure) {
        return compared(heading, "%.2f", figure, (own, other) -> own / other);
    }

    /** By how much it exceeds the baseline's figure of the same round: median, least and most. */
    public Column difference(String heading, String format, ToDoubleFunction<R> figure) {
        return compared(heading, format, figure, (own, other) -> own - other);
    }

    private Column compared(String heading, String format, ToDoubleFunction<R> figure,
            DoubleBinaryOperator comparison) {
        return new Column(heading, peer -> {
            double[] own = figures(peer, figure);
            double[] other = figures(baseline, figure);
            double[] results = IntStream.range(0, own.length)
                    .mapToDouble(i -> comparison.applyAsDouble(own[i], other[i])).toArray();
            String median = format(format, Quantile.median(results));
            return peer.equals(baseline) || results.length == 1
                    ? median
                    : "%s (%s to %s)".formatted(median, format(format, Quantile.of(0.01, results)),
                            format(format, Quantile.of(1, results)));
        });
    }

    private double[] figures(Peer peer, ToDoubleFunction<R> figure) {
        return of(peer).mapToDouble(figure).toArray();
    }

    private static String format(String format, double figure) {
        return String.format(Locale.ROOT, format, figure);
    }
}
