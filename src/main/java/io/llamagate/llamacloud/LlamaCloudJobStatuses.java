package io.llamagate.llamacloud;

import static java.util.concurrent.CompletableFuture.failedFuture;

import io.llamagate.job.Futures;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.JobStatuses;
import io.llamagate.job.Purpose;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks LlamaCloud as often as helps, and not while it has failed too often. */
final class LlamaCloudJobStatuses implements JobStatuses {
    private final StatusCall call;
    private final Breaker breaker;
    private final Retries retries;
    private final FailureLog log;
    private final Duration deadline;

    /**
     * Takes what it asks with.
     *
     * @param log hears of every outcome
     * @param deadline the longest that one fetch may take in all
     */
    LlamaCloudJobStatuses(StatusCall call, Breaker breaker, Retries retries, FailureLog log,
            Duration deadline) {
        this.call = call;
        this.breaker = breaker;
        this.retries = retries;
        this.log = log;
        this.deadline = deadline;
    }

    @Override
    public CompletableFuture<JobAnswer> fetch(JobRef ref, Purpose purpose) {
        long start = System.nanoTime();
        Supplier<CompletableFuture<JobAnswer>> attempt = () -> breaker.guard(() -> call.answer(ref,
                purpose, deadline.minusNanos(System.nanoTime() - start)));
        return attempt.get()
                .exceptionallyCompose(exception -> Futures
                        .cause(exception) instanceof JobStatusException failure
                                ? retries.after(failure, attempt)
                                : failedFuture(exception))
                .whenComplete(this::note);
    }

    @Override
    public Duration pauseLeft(JobRef ref) {
        return call.pauseLeft(ref);
    }

    private void note(@Nullable JobAnswer answer, @Nullable Throwable exception) {
        if (exception == null) {
            retries.countCall();
            log.answered();
        } else if (Futures.cause(exception) instanceof JobStatusException failure) {
            if (failure.failure().wasAsked()) {
                retries.countCall();
            }
            log.failed(failure);
        }
    }
}
