package io.llamagate.job;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs something later. Safe for use by many threads. */
@FunctionalInterface
public interface Delay {
    /** The system's; what it runs must not block. */
    Delay SYSTEM = (wait, action) -> ForkJoinPool.commonPool().schedule(action, wait.toNanos(),
            TimeUnit.NANOSECONDS);

    /**
     * Runs the action once after the wait; at once when that is not positive.
     *
     * @return to cancel it by
     */
    Future<?> after(Duration wait, Runnable action);
}
