package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatusException;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/**
 * An answer of LlamaCloud's that is waited for, but not for ever: it fails with
 * {@link Failure#RESPONSE_TIMEOUT} when its time is over, to within 100 ms. Safe for use by many
 * threads.
 */
final class Reply extends CompletableFuture<JobAnswer> {
    /**
     * Of all calls. Most are over long before, and here it costs next to nothing to forget a
     * deadline; the HTTP client's own response timeout adds and removes a handler with each call,
     * which takes a tenth of its time.
     */
    private static final Timer DEADLINES = new HashedWheelTimer(
            new DefaultThreadFactory("llamacloud-deadlines", true));

    private final long latest;
    private volatile Timeout deadline;
    private volatile @Nullable Disposable call;
    private volatile @Nullable Integer status;

    /** Waited for as long as this in all. */
    Reply(Duration patience) {
        this.latest = System.nanoTime() + patience.toNanos();
        this.deadline = deadlineAfter(patience.toNanos());
    }

    /** Waited for as long as this from now on, if not less is left. By one thread at a time. */
    void expectWithin(Duration longest) {
        deadline.cancel();
        deadline = deadlineAfter(Math.min(longest.toNanos(), latest - System.nanoTime()));
        if (isDone()) {
            deadline.cancel();
        }
    }

    /** It has come that far: should its time be over now, the failure tells this HTTP status. */
    void begins(int status) {
        this.status = status;
    }

    /** Ends the call when it has come, or nobody waits for it any more. */
    void disposeWhenOver(Disposable call) {
        this.call = call;
        var _ = whenComplete((_, _) -> {
            deadline.cancel();
            call.dispose();
        });
    }

    /** On a thread of its own: whoever waits may do much, and other calls have deadlines too. */
    private Timeout deadlineAfter(long nanos) {
        return DEADLINES.newTimeout(_ -> Thread.startVirtualThread(this::timeOut), nanos,
                TimeUnit.NANOSECONDS);
    }

    /** Frees the connection first, since others may wait for one. */
    private void timeOut() {
        Disposable asked = call;
        if (asked != null) {
            asked.dispose();
        }
        completeExceptionally(new JobStatusException(Failure.RESPONSE_TIMEOUT, status, null));
    }
}
