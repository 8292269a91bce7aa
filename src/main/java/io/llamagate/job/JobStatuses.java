package io.llamagate.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Where answers about jobs come from. Safe for use by many threads. */
public interface JobStatuses {
    /**
     * The product name under which the gateway asks, and by which it recognises its own questions
     * when they come back to it.
     */
    String PRODUCT = "llamagate";

    /**
     * Asks about a job, without blocking. The future ends within a bounded time, with an answer or
     * with a {@link JobStatusException}; cancelling it is not supported.
     *
     * @param purpose decides whether it is made when not all can be
     */
    CompletableFuture<JobAnswer> fetch(JobRef ref, Purpose purpose);

    /**
     * How long nobody can be asked about the job because LlamaCloud was asked too much, about
     * whatever job; never negative, zero when there is no such pause. Takes no lock, since every
     * answer from memory tells it.
     */
    default Duration pauseLeft(JobRef ref) {
        return Duration.ZERO;
    }
}
