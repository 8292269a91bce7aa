package io.llamagate.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an unfinished job has come along, by the answers that the gateway has seen, as of the receipt
 * of the last one. Nothing is invented: where too little was seen, there is no estimate. Immutable.
 *
 * @param state the state that the last answer told
 * @param percentage the percentage that the last answer told, as LlamaCloud wrote it
 * @param first the percentage that the estimate starts from
 * @param sinceFirst how long ago that one was seen for the last time
 * @param sinceChange how long ago the percentage or the state changed, at least; since the first
 *        look if neither did
 */
public record Progress(JobState state, double percentage, double first, Duration sinceFirst,
        Duration sinceChange) {
    private static final double ALL = 100;

    /** What the first answer shows. */
    static Progress begin(JobStatus status) {
        return new Progress(status.state(), status.percentage(), status.percentage(),
                Duration.ZERO, Duration.ZERO);
    }

    /**
     * What the next answer shows. Less than before is a new attempt, from which the estimate starts
     * again.
     *
     * @param later how long after the last one it was received
     */
    Progress next(JobStatus status, Duration later) {
        double now = status.percentage();
        boolean changed = now != percentage || status.state() != state;
        boolean moved = now > first && now >= percentage;
        return new Progress(status.state(), now, moved ? first : now,
                moved ? sinceFirst.plus(later) : Duration.ZERO,
                changed ? Duration.ZERO : sinceChange.plus(later));
    }

    /**
     * How long it will take until all is done if it goes on as it did from the first to the last
     * change; null if that cannot be told, or should have been by now.
     *
     * @param age how long ago the last answer was received
     */
    public @Nullable Duration left(Duration age) {
        double taken = seconds(sinceFirst.minus(sinceChange));
        double left = (ALL - percentage) * taken / (percentage - first)
                - seconds(sinceChange.plus(age));
        return state.isFinished() || !Double.isFinite(left) || left <= 0
                ? null
                : Duration.ofMillis((long) (left * 1000));
    }

    /**
     * Whether it has not come along for so long.
     *
     * @param age how long ago the last answer was received
     */
    public boolean hasStalled(Duration age, Duration after) {
        return !state.isFinished() && sinceChange.plus(age).compareTo(after) >= 0;
    }

    /** Whether it is about to be done. */
    public boolean isNearEnd() {
        return !state.isFinished() && percentage > 90;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
