package io.llamagate.job.web;

import java.time.Duration;

/** Writes durations as HTTP's whole seconds. Pure. */
final class Seconds {
    private static final Duration ALMOST_ONE = Duration.ofSeconds(1).minusNanos(1);

    private Seconds() {
    }

    /**
     * For Retry-After: rounded up, from 1 to 59. SDKs honour no more than 60 s or, worse, any
     * length (contract section 4.3).
     */
    static long retryAfter(Duration wait) {
        return Math.clamp(wait.plus(ALMOST_ONE).toSeconds(), 1, 59);
    }
}
