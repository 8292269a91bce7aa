package io.llamagate.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a few seconds whom Spring Security let in, by the hash of the token, so that it
 * need not decide at every request. Safe for use by many threads.
 */
final class KnownCallers {
    /** A token that is revoked is out within this time. */
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final Cache<TokenHash, CallerAuthentication> callers;
    private final AtomicInteger epoch = new AtomicInteger();
    private final Clock clock;

    KnownCallers(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.callers = Caffeine.newBuilder().maximumSize(MOST).ticker(ticker)
                .expireAfter(Expiry.creating(
                        (TokenHash _, CallerAuthentication known) -> lifetime(known)))
                // Who is decided about tidies up, so that who is known waits for no lock.
                .executor(_ -> {
                }).build();
    }

    /** The caller of a token, if it is remembered. */
    @Nullable
    Caller of(String token) {
        CallerAuthentication known = callers.getIfPresent(TokenHash.of(token));
        return known == null ? null : known.caller();
    }

    /** Changes whenever all are forgotten. */
    int epoch() {
        return epoch.get();
    }

    /** Remembers a decision, unless all were forgotten since it began. */
    void remember(String token, CallerAuthentication known, int since) {
        TokenHash hash = TokenHash.of(token);
        callers.put(hash, known);
        if (epoch.get() != since) {
            callers.invalidate(hash);
        }
        callers.cleanUp();
    }

    void forgetAll() {
        epoch.incrementAndGet();
        callers.invalidateAll();
    }

    private Duration lifetime(CallerAuthentication known) {
        Duration left = known.until().equals(Instant.MAX)
                ? LONGEST
                : Duration.between(clock.instant(), known.until());
        return left.compareTo(LONGEST) < 0 ? left.isNegative() ? Duration.ZERO : left : LONGEST;
    }
}
