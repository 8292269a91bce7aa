package io.llamagate.llamacloud;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The limits of every key that was used since the start. Safe for use by many threads. */
final class LimitsByKey {
    private final Map<ApiKey, KeyLimits> limits = new ConcurrentHashMap<>();
    private final LlamaCloudProperties.Budget settings;
    private final TimeMeter time;
    private final Clock clock;

    LimitsByKey(LlamaCloudProperties.Budget settings, TimeMeter time, Clock clock) {
        this.settings = settings;
        this.time = time;
        this.clock = clock;
    }

    /** Those of one key. */
    KeyLimits of(ApiKey key) {
        return limits.computeIfAbsent(key, used -> new KeyLimits(used, settings, time, clock));
    }

    /** How long LlamaCloud throttles a key; zero when it does not. Takes no lock. */
    Duration pauseLeft(ApiKey key) {
        KeyLimits used = limits.get(key);
        return used == null ? Duration.ZERO : used.pauseLeft();
    }
}
