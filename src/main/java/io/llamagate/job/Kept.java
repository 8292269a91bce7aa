package io.llamagate.job;

import java.time.Duration;

/**
 * An answer in the cache.
 *
 * @param answer the answer
 * @param receivedAt when it was received, in the ticker's nanoseconds
 * @param lifetime how long it is fresh from then on
 */
record Kept(JobAnswer answer, long receivedAt, Duration lifetime) {
    /** How long ago it was received. */
    Duration age(long now) {
        return Duration.ofNanos(now - receivedAt);
    }
}
