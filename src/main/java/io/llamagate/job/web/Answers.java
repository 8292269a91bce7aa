package io.llamagate.job.web;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedJobStatuses;
import io.llamagate.job.Demand;
import io.llamagate.job.Failure;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds answers for callers. To who may see some projects only, a job of another one has to look
 * like one that is missing, of which nothing is remembered for long: what is known of it is not
 * used where a missing job would have to be asked about. Safe for use by many threads.
 */
@Component
class Answers {
    private final CachedJobStatuses statuses;
    private final Callers callers;

    Answers(CachedJobStatuses statuses, Callers callers) {
        this.statuses = statuses;
        this.callers = callers;
    }

    /** The answer, which may be one that the caller must not be told; fails as the cache does. */
    CompletableFuture<CachedAnswer> get(JobRef ref, Demand demand, Caller caller) {
        String name = callers.nameOf(caller);
        return statuses.get(ref, demand, name)
                .thenCompose(answer -> StatusWriter.mayBeTold(answer, caller.projects())
                        ? completedFuture(answer)
                        : asIfMissing(ref, demand, name, answer));
    }

    private CompletableFuture<CachedAnswer> asIfMissing(JobRef ref, Demand demand,
            @Nullable String name, CachedAnswer answer) {
        if (demand.onlyIfCached()) {
            return failedFuture(new JobStatusException(Failure.NOT_CACHED));
        }
        return answer.answer() instanceof JobStatus
                ? statuses.anew(ref, name)
                : completedFuture(answer);
    }
}
