package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class JobConfigurationTests {
    @Test
    void keepsNoMoreThanTheMostEntries() {
        AsyncCache<JobRef, Entry> cache = cacheOf(10, 1024 * 1024);
        fill(cache, 100, 1);
        assertThat(cache.synchronous().estimatedSize()).isLessThanOrEqualTo(10);
    }

    @Test
    void keepsNoMoreThanTheMostBytes() {
        AsyncCache<JobRef, Entry> cache = cacheOf(1000, 1024 * 1024);
        fill(cache, 100, 100 * 1024);
        assertThat(cache.synchronous().estimatedSize()).isLessThanOrEqualTo(10);
    }

    @Test
    void keepsAsManySmallAnswersAsItHasEntries() {
        AsyncCache<JobRef, Entry> cache = cacheOf(1000, 1024 * 1024);
        fill(cache, 1000, 700);
        assertThat(cache.synchronous().estimatedSize()).isEqualTo(1000);
    }

    private static AsyncCache<JobRef, Entry> cacheOf(int maxEntries, long maxBytes) {
        CacheProperties settings = new CacheProperties(Duration.ofSeconds(2), Duration.ofHours(1),
                Duration.ofSeconds(1), null, Duration.ofMinutes(10), Duration.ofSeconds(1),
                maxEntries, DataSize.ofBytes(maxBytes));
        return JobConfiguration.cache(settings, new Freshness(settings),
                StatsCounter.disabledStatsCounter());
    }

    private static void fill(AsyncCache<JobRef, Entry> cache, int entries, int bytes) {
        for (int i = 0; i < entries; i++) {
            JobStatus status = new JobStatus(JobState.RUNNING, "proj-1", 0, new byte[bytes]);
            cache.put(new JobRef(new JobId("bjb-" + i), null, null), CompletableFuture
                    .completedFuture(
                            new Entry(new Kept(status, 0, Duration.ofSeconds(2), null), null)));
        }
        cache.synchronous().cleanUp();
    }
}
