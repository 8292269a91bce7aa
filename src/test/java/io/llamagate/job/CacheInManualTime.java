package io.llamagate.job;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Gives a whole gateway a cache in a time that tests move, and no chance in its pauses. */
@TestConfiguration(proxyBeanMethods = false)
public class CacheInManualTime {
    private static final int MOST_WAITING = 200;

    @Bean
    @Primary
    CachedJobStatuses statusesInManualTime(JobStatuses source, CacheProperties settings,
            StatsCounter stats, Ticker ticker) {
        Freshness freshness = new Freshness(settings);
        Fills fills = new Fills(source, JobConfiguration.cache(settings, freshness, stats),
                freshness, new BackOff(new FixedRandom(0.5)), ticker);
        return new CachedJobStatuses(fills, freshness, new Waiters(MOST_WAITING, Delay.SYSTEM),
                settings.softTimeout(), stats, ticker, Tracing.OFF);
    }
}
