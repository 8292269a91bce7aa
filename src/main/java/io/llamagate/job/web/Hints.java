package io.llamagate.job.web;

import io.llamagate.job.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway makes of a job's progress so far, beside what LlamaCloud says. Immutable.
 *
 * @param eta when it will be done if it goes on like that, as an ISO 8601 instant, or null if that
 *        cannot be told
 * @param stalled whether it stands still
 */
record Hints(@Nullable String eta, boolean stalled) {
    /**
     * Those as of now; none of a job that stands still is expected to end.
     *
     * @param age how long ago the answer was received
     */
    static Hints of(@Nullable Progress progress, Duration age, boolean stalled, Clock clock) {
        Duration left = progress == null || stalled ? null : progress.left(age);
        return new Hints(left == null
                ? null
                : clock.instant().plus(left).truncatedTo(ChronoUnit.SECONDS).toString(), stalled);
    }
}
