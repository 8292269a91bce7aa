package io.llamagate.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import io.llamagate.caller.CallerProperties.Limit;
import java.time.Duration;

/**
 * How much every caller may still ask, by its name. One that has not asked for a while is
 * forgotten, and has its whole burst again. Safe for use by many threads.
 */
final class CallerLimits {
    private static final int MOST = 10_000;

    private final Cache<Key, Allowance> allowances;
    private final TimeMeter time;

    private record Key(String name, Limit limit) {
    }

    CallerLimits(TimeMeter time) {
        this.time = time;
        this.allowances = Caffeine.newBuilder().maximumSize(MOST)
                .expireAfterAccess(Duration.ofHours(1))
                // Who is new tidies up, so that who is known waits for no lock.
                .executor(_ -> {
                }).build();
    }

    /** What is left to a caller. */
    Allowance of(Caller caller) {
        Key key = new Key(caller.name(), caller.limit());
        Allowance known = allowances.getIfPresent(key);
        return known == null ? make(key) : known;
    }

    private Allowance make(Key key) {
        Allowance made = allowances.get(key, _ -> new Allowance(key.limit(), time));
        allowances.cleanUp();
        return made;
    }
}
