package io.llamagate.job;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.util.Random;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the cache together: one place for its bounds, its eviction and its statistics. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    private static final String CACHE_NAME = "job-statuses";

    /** Beyond this many callers waiting at once, the next is sent away instead of queueing. */
    private static final int MOST_WAITING = 2000;

    /** Counts answers from memory as hits, and all others as misses. */
    @Bean
    StatsCounter jobStatusStats() {
        return new ConcurrentStatsCounter();
    }

    @Bean
    Fills fills(JobStatuses source, CacheProperties settings, CaffeineCacheManager cacheManager,
            StatsCounter stats) {
        Freshness freshness = new Freshness(settings);
        AsyncCache<JobRef, Entry> cache = cache(settings, freshness, stats);
        register(cacheManager, cache);
        return new Fills(source, cache, freshness, new BackOff(new Random()),
                Ticker.systemTicker());
    }

    @Bean
    CachedJobStatuses cachedJobStatuses(Fills fills, CacheProperties settings,
            StatsCounter stats, ObjectProvider<Tracing> tracing) {
        return new CachedJobStatuses(fills, new Freshness(settings),
                new Waiters(MOST_WAITING, Delay.SYSTEM), settings.softTimeout(), stats,
                Ticker.systemTicker(), tracing.getIfAvailable(() -> Tracing.OFF));
    }

    @Bean
    JobFetches jobFetches(Fills fills) {
        return new JobFetches(fills, Ticker.systemTicker());
    }

    /** Spring's, so that its metrics of the cache are Spring's too. */
    @Bean
    CaffeineCacheManager cacheManager() {
        return new CaffeineCacheManager();
    }

    /**
     * Caffeine takes one bound, so an entry weighs the larger of its bytes and its share of the
     * room: that holds both the number of entries and their bytes.
     */
    static AsyncCache<JobRef, Entry> cache(CacheProperties settings, Freshness freshness,
            StatsCounter stats) {
        long maxBytes = settings.maxBytes().toBytes();
        int share = Math.clamp(maxBytes / settings.maxEntries(), 1, Integer.MAX_VALUE);
        return Caffeine.newBuilder().maximumWeight(maxBytes)
                .weigher((JobRef _, Entry entry) -> Math.max(entry.bytes(), share))
                .expireAfter(Expiry.writing((JobRef _, Entry entry) -> freshness.use(entry)))
                // Fills tidies up, since who reads or writes has no time for it; so nothing may be
                // loaded by the cache itself (docs/decisions/0019).
                .executor(_ -> {
                })
                .recordStats(() -> stats)
                .buildAsync();
    }

    @SuppressWarnings("unchecked")
    private static void register(CaffeineCacheManager cacheManager,
            AsyncCache<JobRef, Entry> cache) {
        cacheManager.registerCustomCache(CACHE_NAME,
                (AsyncCache<Object, Object>) (AsyncCache<?, ?>) cache);
    }
}
