package io.llamagate.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Callers who wait for a fetch: how long, and how many at once. Safe for use by many threads. */
final class Waiters {
    private final int most;
    private final Delay delay;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Takes its bound.
     *
     * @param most how many may wait at once
     * @param delay what ends a wait that is over
     */
    Waiters(int most, Delay delay) {
        this.most = most;
        this.delay = delay;
    }

    /** What a caller is told about a fetch that takes longer than it waits. */
    static JobStatusException overrun() {
        return new JobStatusException(Failure.RESPONSE_TIMEOUT);
    }

    /** Why nobody else may wait now, or null if somebody may: a fetch for nobody helps nobody. */
    @Nullable
    JobStatusException obstacle() {
        return waiting.get() < most ? null : new JobStatusException(Failure.OVERLOADED);
    }

    /** Waits until the fetch ends. Fails at once if too many wait already. */
    CompletableFuture<Entry> await(Fill fill) {
        if (fill.isDone()) {
            return fill;
        }
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(new JobStatusException(Failure.OVERLOADED));
        }
        CompletableFuture<Entry> wait = fill.copy();
        var _ = wait.whenComplete((entry, failure) -> waiting.decrementAndGet());
        return wait;
    }

    /** The same, but fails with a timeout of LlamaCloud's after the longest wait. */
    CompletableFuture<Entry> await(Fill fill, Duration longest) {
        CompletableFuture<Entry> wait = await(fill);
        if (!wait.isDone()) {
            var _ = delay.after(longest, () -> wait.completeExceptionally(overrun()));
        }
        return wait;
    }
}
