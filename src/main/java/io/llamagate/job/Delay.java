package io.llamagate.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later. Safe for use by many threads. */
@FunctionalInterface
interface Delay {
    /** The system's. */
    Delay SYSTEM = (wait, action) -> CompletableFuture
            .delayedExecutor(wait.toNanos(), TimeUnit.NANOSECONDS).execute(action);

    /** Runs the action once after the wait; at once when that is not positive. */
    void after(Duration wait, Runnable action);
}
