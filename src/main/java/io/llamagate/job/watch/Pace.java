package io.llamagate.job.watch;

import io.llamagate.job.Kept;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long after the end of a fetch a watched job is asked about again: 2 s, or for as long as an
 * answer is fresh if that is longer; half as long again each time that nothing changes, up to 10 s,
 * unless the job is about to be done. Each up to a quarter more at random, so that jobs which began
 * together do not stay together. Not safe for use by many threads.
 */
final class Pace {
    static final Duration FASTEST = Duration.ofSeconds(2);
    static final Duration SLOWEST = Duration.ofSeconds(10);

    private final RandomGenerator random;
    private Duration wait = FASTEST;

    Pace(RandomGenerator random) {
        this.random = random;
    }

    /** After an answer. */
    Duration after(Kept kept, boolean changed) {
        boolean nearEnd = kept.progress() != null && kept.progress().isNearEnd();
        wait = changed || nearEnd ? FASTEST : slower();
        return jittered(longer(wait, kept.isFinal() ? null : kept.lifetime()));
    }

    /**
     * After a failure.
     *
     * @param asked how long nobody may ask, or null if nobody knows
     */
    Duration afterFailure(@Nullable Duration asked) {
        wait = slower();
        return jittered(longer(wait, asked));
    }

    private Duration slower() {
        Duration slower = wait.multipliedBy(3).dividedBy(2);
        return slower.compareTo(SLOWEST) < 0 ? slower : SLOWEST;
    }

    private Duration jittered(Duration wait) {
        return Duration.ofNanos(random.nextLong(wait.toNanos(), wait.toNanos() * 5 / 4));
    }

    private static Duration longer(Duration one, @Nullable Duration other) {
        return other == null || one.compareTo(other) > 0 ? one : other;
    }
}
