package io.llamagate.job;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Follows questions through the cache where traces are on. Called on the thread of who asks; safe
 * for use by many threads.
 */
public interface Tracing {
    /** Follows nothing, at no cost. */
    Tracing OFF = new Tracing() {
    };

    /** A fresh answer was at hand. */
    default void found(CachedAnswer answer) {
        // Unless somebody wants to know.
    }

    /** An answer is looked up, which may take a fetch. */
    default CompletableFuture<CachedAnswer> lookUp(
            Supplier<CompletableFuture<CachedAnswer>> lookUp) {
        return lookUp.get();
    }

    /** Who asks waits for the fetch about the job that another started. */
    default void joined(JobRef ref) {
        // Unless somebody wants to know.
    }
}
