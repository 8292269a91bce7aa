package io.llamagate.caller;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.llamagate.caller.CallerProperties.Limit;
import java.time.Duration;

/**
 * What one caller may still ask: a bucket of tokens, five to a request. Who is not sent an answer
 * anew gets four of them back. Safe for use by many threads.
 */
public final class Allowance {
    private static final int TOKENS = 5;

    private final Bucket bucket;
    private final String policy;
    private final long tokensPerSecond;
    private final long capacity;

    Allowance(Limit limit, TimeMeter time) {
        this.capacity = (long) limit.burst() * TOKENS;
        this.tokensPerSecond = (long) limit.requestsPerSecond() * TOKENS;
        this.bucket = Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(capacity).refillGreedy(tokensPerSecond,
                        Duration.ofSeconds(1)))
                .withCustomTimePrecision(time).build();
        this.policy = "\"caller\";q=%d;w=%d".formatted(limit.burst(),
                Math.ceilDiv(limit.burst(), limit.requestsPerSecond()));
    }

    /**
     * Takes so many requests from it, but no more than can be saved up beside one.
     *
     * @return zero, or how long until there are so many
     */
    public Duration take(int requests) {
        long tokens = requests == 1
                ? TOKENS
                : Math.clamp((long) requests * TOKENS, 1, Math.max(1, capacity - TOKENS));
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(tokens);
        return probe.isConsumed()
                ? Duration.ZERO
                : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Gives back what an answer does not cost that was not sent anew. */
    public void giveBack() {
        bucket.addTokens(TOKENS - 1);
    }

    /**
     * The limit as a RateLimit-Policy field (draft-ietf-httpapi-ratelimit-headers): requests, and
     * seconds in which they come back.
     */
    public String policy() {
        return policy;
    }

    /** What is left of it as a RateLimit field: requests, and seconds until all are back. */
    public String left() {
        long tokens = Math.max(0, bucket.getAvailableTokens());
        return "\"caller\";r=" + tokens / TOKENS + ";t="
                + Math.ceilDiv(capacity - tokens, tokensPerSecond);
    }
}
