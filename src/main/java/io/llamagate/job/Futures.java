package io.llamagate.job;

import java.util.concurrent.CompletionException;

/** What {@link java.util.concurrent.CompletableFuture} leaves to its users. Pure. */
public final class Futures {
    private Futures() {
    }

    /** The exception without the wrapper that dependent futures put around it. */
    public static Throwable cause(Throwable exception) {
        Throwable cause = exception.getCause();
        return exception instanceof CompletionException && cause != null ? cause : exception;
    }
}
