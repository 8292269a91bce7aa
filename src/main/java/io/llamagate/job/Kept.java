package io.llamagate.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the cache. Immutable.
 *
 * @param answer the answer
 * @param receivedAt when it was received, in the ticker's nanoseconds
 * @param lifetime how long it is fresh from then on
 * @param progress how the job has come along, or null if the answer is no status
 */
public record Kept(JobAnswer answer, long receivedAt, Duration lifetime,
        @Nullable Progress progress) {
    /**
     * An answer, and what is known of the job's progress by it and the one before. An answer that
     * says the same again is the one before, so that a job that stands still fills no memory.
     */
    static Kept after(@Nullable Kept before, JobAnswer answer, long now, Duration lifetime) {
        return new Kept(before != null && answer.equals(before.answer) ? before.answer : answer,
                now, lifetime,
                answer instanceof JobStatus status ? progress(before, status, now) : null);
    }

    /** How long ago it was received. */
    public Duration age(long now) {
        return Duration.ofNanos(now - receivedAt);
    }

    /** Whether it is a status after which nothing more is expected to happen. */
    public boolean isFinal() {
        return answer instanceof JobStatus status && status.state().isFinished();
    }

    private static Progress progress(@Nullable Kept before, JobStatus status, long now) {
        return before == null || before.progress == null
                ? Progress.begin(status)
                : before.progress.next(status, before.age(now));
    }
}
