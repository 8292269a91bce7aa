package io.llamagate.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * No answer about a job could be had. Carries facts only, no text of LlamaCloud's, so that nothing
 * can leak from it. Has no stack trace: it is an outcome, not a defect.
 */
public final class JobStatusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;
    private final @Nullable Integer upstreamStatus;
    private final @Nullable Duration retryAfter;

    /** A failure without an HTTP status of LlamaCloud's. */
    public JobStatusException(Failure failure) {
        this(failure, null, null);
    }

    /**
     * A failure.
     *
     * @param upstreamStatus the HTTP status that LlamaCloud gave, or null if it gave none
     * @param retryAfter how long to wait before asking again, or null if nobody knows
     */
    public JobStatusException(Failure failure, @Nullable Integer upstreamStatus,
            @Nullable Duration retryAfter) {
        super(failure.name(), null, false, false);
        this.failure = failure;
        this.upstreamStatus = upstreamStatus;
        this.retryAfter = retryAfter;
    }

    /** Why. */
    public Failure failure() {
        return failure;
    }

    /** The HTTP status that LlamaCloud gave, or null if it gave none. */
    public @Nullable Integer upstreamStatus() {
        return upstreamStatus;
    }

    /** How long to wait before asking again, or null if nobody knows. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** The same failure, when the wait is another by now, or over. */
    JobStatusException withRetryAfter(@Nullable Duration wait) {
        return new JobStatusException(failure, upstreamStatus, wait);
    }
}
