package io.llamagate.job;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long nobody asks about a job after fetches about it failed: 1, 2, then 4 s, each a quarter
 * more or less at random, so that jobs that failed together do not come back together. Pure but for
 * chance.
 */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 2;

    /** What LlamaCloud asks for is obeyed up to here, so that its recovery is seen. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private final RandomGenerator random;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The wait.
     *
     * @param failures how many fetches failed in a row, at least 1
     * @param asked how long LlamaCloud asks to be left alone, or null
     */
    Duration after(int failures, @Nullable Duration asked) {
        long doubled = FIRST.toNanos() << Math.min(failures - 1, MOST_DOUBLINGS);
        Duration own = Duration.ofNanos(random.nextLong(doubled * 3 / 4, doubled * 5 / 4 + 1));
        if (asked == null || asked.compareTo(own) < 0) {
            return own;
        }
        return asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
    }
}
