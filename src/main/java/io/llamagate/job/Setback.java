package io.llamagate.job;

import java.time.Duration;

/**
 * That the last fetch about a job failed, so the next has to pause. Immutable.
 *
 * @param failure how
 * @param count how many fetches about the job failed in a row, at least 1
 * @param at when the last one failed, in the ticker's nanoseconds
 * @param pause how long nobody is asked from then on
 */
record Setback(JobStatusException failure, int count, long at, Duration pause) {
    /** How much of the pause is left, zero or negative when it is over. */
    Duration left(long now) {
        return pause.minusNanos(now - at);
    }
}
