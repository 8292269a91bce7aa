package io.llamagate.caller;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.TimeMeter;
import io.llamagate.caller.CallerProperties.Limit;
import java.time.Duration;

/**
 * How much every caller may still ask, by its name. One that has not asked for a while is
 * forgotten, and has its whole burst again. Safe for use by many threads.
 */
final class CallerLimits {
    private static final int MOST = 10_000;

    private final LoadingCache<Key, Allowance> allowances;

    private record Key(String name, Limit limit) {
    }

    CallerLimits(TimeMeter time) {
        this.allowances = Caffeine.newBuilder().maximumSize(MOST)
                .expireAfterAccess(Duration.ofHours(1)).executor(Runnable::run)
                .build(key -> new Allowance(key.limit(), time));
    }

    /** What is left to a caller. */
    Allowance of(Caller caller) {
        return allowances.get(new Key(caller.name(), caller.limit()));
    }
}
