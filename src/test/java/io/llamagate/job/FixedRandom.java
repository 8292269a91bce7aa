package io.llamagate.job;

import java.util.random.RandomGenerator;

/** Chance that always falls on the same place of a range: 0 is its begin, almost 1 its end. */
public record FixedRandom(double place) implements RandomGenerator {
    @Override
    public long nextLong() {
        throw new UnsupportedOperationException("only ranges");
    }

    @Override
    public long nextLong(long origin, long bound) {
        return origin + (long) ((bound - origin) * place);
    }
}
