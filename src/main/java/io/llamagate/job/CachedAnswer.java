package io.llamagate.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one caller gets it.
 *
 * @param answer what LlamaCloud said
 * @param age how long ago its answer was received, never negative
 * @param lifetime how long it is fresh, counted from its receipt
 * @param pause how long nobody can be asked about the job because LlamaCloud was asked too much,
 *        never negative
 * @param lookup what the cache had when this caller asked
 * @param collapsed whether the caller joined a fetch that another had started
 * @param insteadOf the failure that the caller would have been told if this answer, past its
 *        freshness, had not been at hand; otherwise null
 * @param progress how the job has come along, or null if the answer is no status
 */
public record CachedAnswer(JobAnswer answer, Duration age, Duration lifetime, Duration pause,
        Lookup lookup, boolean collapsed, @Nullable JobStatusException insteadOf,
        @Nullable Progress progress) {
    /** What the cache had when a caller asked. */
    public enum Lookup {
        /** An answer that the caller takes. Nobody was asked for it. */
        HIT,
        /** A fresh answer, but not as fresh as the caller demands. */
        REFUSED,
        /** Only an answer past its freshness. */
        EXPIRED,
        /** Nothing. */
        MISS;

        /** What the cache had for a caller who does not take it. */
        static Lookup of(@Nullable Kept kept, long now) {
            return kept == null
                    ? MISS
                    : kept.age(now).compareTo(kept.lifetime()) < 0 ? REFUSED : EXPIRED;
        }
    }

    /** How much freshness is left, negative when it is over. */
    public Duration freshnessLeft() {
        return lifetime.minus(age);
    }

    /** How long until asking again can bring news; not positive when it can at once. */
    public Duration untilNews() {
        Duration wait = later(freshnessLeft(), pause);
        Duration setback = insteadOf == null ? null : insteadOf.retryAfter();
        return setback == null ? wait : later(wait, setback);
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
