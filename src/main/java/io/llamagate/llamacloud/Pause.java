package io.llamagate.llamacloud;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time in which nothing is asked after LlamaCloud said that it was asked too much: as long as
 * it told, but a second at least, else 5 s, doubled to at most a minute each time in a row. Safe
 * for use by many threads.
 */
final class Pause {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST_OWN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TimeMeter time;
    private volatile long until;
    private Duration next = FIRST;

    Pause(TimeMeter time) {
        this.time = time;
        this.until = time.currentTimeNanos();
    }

    /** How much of it is left; zero when there is none. */
    Duration left() {
        long left = until - time.currentTimeNanos();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /**
     * Begins or lengthens it. Calls that were under way when it began do not count as further
     * warnings.
     *
     * @param told how long LlamaCloud asks to be left alone, or null
     * @return whether it begins now
     */
    synchronized boolean begin(@Nullable Duration told) {
        Duration left = left();
        boolean begins = !left.isPositive();
        Duration pause = told == null
                ? begins ? next : left
                : longer(SHORTEST, shorter(told, LONGEST));
        if (told == null && begins) {
            next = shorter(next.multipliedBy(2), LONGEST_OWN);
        }
        if (pause.compareTo(left) > 0) {
            until = time.currentTimeNanos() + pause.toNanos();
        }
        return begins;
    }

    /** Forgets earlier warnings, since LlamaCloud answers again. */
    synchronized void forget() {
        if (!left().isPositive()) {
            next = FIRST;
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
