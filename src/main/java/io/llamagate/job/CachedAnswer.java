package io.llamagate.job;

import java.time.Duration;

/**
 * An answer as one caller gets it.
 *
 * @param answer what LlamaCloud said
 * @param age how long ago its answer was received, never negative
 * @param lifetime how long it is fresh, counted from its receipt
 * @param lookup what the cache had when this caller asked
 * @param collapsed whether the caller joined a fetch that another had started
 */
public record CachedAnswer(JobAnswer answer, Duration age, Duration lifetime, Lookup lookup,
        boolean collapsed) {
    /** What the cache had when a caller asked. */
    public enum Lookup {
        /** A fresh answer. */
        HIT,
        /** Only an answer past its freshness. */
        EXPIRED,
        /** Nothing. */
        MISS
    }

    /** Whether the answer may still be given without asking. */
    public boolean isFresh() {
        return age.compareTo(lifetime) < 0;
    }

    /** How much freshness is left, negative when it is over. */
    public Duration freshnessLeft() {
        return lifetime.minus(age);
    }
}
