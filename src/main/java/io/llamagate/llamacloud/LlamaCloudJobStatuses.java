package io.llamagate.llamacloud;

import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.JobStatuses;
import io.llamagate.job.Purpose;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

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
        Mono<JobAnswer> attempt = Mono.defer(() -> breaker
                .guard(call.answer(ref, purpose, deadline.minusNanos(System.nanoTime() - start))));
        CompletableFuture<JobAnswer> future = new CompletableFuture<>();
        var _ = attempt
                .onErrorResume(JobStatusException.class,
                        failure -> retries.after(failure, attempt))
                .doOnNext(_ -> answered()).doOnError(JobStatusException.class, this::failed)
                .subscribe(future::complete, future::completeExceptionally);
        return future;
    }

    private void answered() {
        retries.countCall();
        log.answered();
    }

    private void failed(JobStatusException failure) {
        if (failure.failure().wasAsked()) {
            retries.countCall();
        }
        log.failed(failure);
    }
}
