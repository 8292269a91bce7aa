package io.llamagate.job;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.time.Duration;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the cache together: one place for its bounds, its eviction and its statistics. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {
    private static final String CACHE_NAME = "job-statuses";

    /**
     * An answer past its freshness is evicted only then: it is still worth something on bad days.
     */
    private static final Duration KEPT_PAST_FRESHNESS = Duration.ofMinutes(10);

    @Bean
    CachedJobStatuses cachedJobStatuses(JobStatuses source, CacheProperties settings,
            CaffeineCacheManager cacheManager) {
        StatsCounter stats = new ConcurrentStatsCounter();
        AsyncCache<JobRef, Kept> cache = cache(settings, stats);
        register(cacheManager, cache);
        return new CachedJobStatuses(source, cache, new Freshness(settings), stats,
                Ticker.systemTicker());
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
    static AsyncCache<JobRef, Kept> cache(CacheProperties settings, StatsCounter stats) {
        long maxBytes = settings.maxBytes().toBytes();
        int share = Math.clamp(maxBytes / settings.maxEntries(), 1, Integer.MAX_VALUE);
        return Caffeine.newBuilder().maximumWeight(maxBytes)
                .weigher((JobRef _, Kept kept) -> Math.max(kept.bytes(), share))
                .expireAfterWrite(settings.terminalTtl().plus(KEPT_PAST_FRESHNESS))
                // On the spot: a few microseconds, where waking another thread costs as many.
                .executor(Runnable::run)
                .recordStats(() -> stats)
                .buildAsync();
    }

    @SuppressWarnings("unchecked")
    private static void register(CaffeineCacheManager cacheManager,
            AsyncCache<JobRef, Kept> cache) {
        cacheManager.registerCustomCache(CACHE_NAME,
                (AsyncCache<Object, Object>) (AsyncCache<?, ?>) cache);
    }
}
