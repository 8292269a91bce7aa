package io.llamagate.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a caller wants its answer, by the request directives of RFC 9111 section 5.2.1 and RFC
 * 5861 section 4. None of the durations is negative; null means that the caller did not say.
 *
 * @param maxAge the oldest answer it takes; zero is {@code no-cache}
 * @param minFresh how much longer the answer has to stay fresh
 * @param maxStale how far past its freshness the answer may be
 * @param staleIfError how far past its freshness the answer may be if there is no newer one
 * @param onlyIfCached whether it takes an answer from memory or none
 */
public record Demand(@Nullable Duration maxAge, @Nullable Duration minFresh,
        @Nullable Duration maxStale, @Nullable Duration staleIfError, boolean onlyIfCached) {
    /** That of a caller who leaves it to the gateway. */
    public static final Demand NONE = new Demand(null, null, null, null, false);

    /**
     * That of a caller who has waited for news in vain: it takes what the watch saw last, up to 10
     * s past its freshness, so that the ends of waits cause no fetches.
     */
    public static final Demand AFTER_WAIT = new Demand(null, null, Duration.ofSeconds(10),
            Duration.ofDays(1), false);

    /** Whether the caller asks for a fresher answer than the gateway would give by itself. */
    boolean isStrict() {
        return maxAge != null || minFresh != null;
    }
}
