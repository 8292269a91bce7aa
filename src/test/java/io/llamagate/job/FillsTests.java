package io.llamagate.job;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FillsTests {
    private static final int ROOM = 100;
    private static final Purpose PURPOSE = new Purpose(Urgency.AWAITED, null);

    private final Freshness freshness = new Freshness(CacheFixture.settings());
    private final AsyncCache<JobRef, Entry> cache = JobConfiguration
            .cache(CacheFixture.settings(), freshness, StatsCounter.disabledStatsCounter());
    private final Fills fills = new Fills((_, _) -> completedFuture(CacheFixture.COMPLETED), cache,
            freshness, new BackOff(new Random()), Ticker.systemTicker());

    @Test
    void forgetWhatThereIsNoRoomForAsTheyAskAgain() {
        ask(3 * ROOM);
        assertThat(cache.asMap()).hasSizeLessThanOrEqualTo(ROOM);
    }

    private void ask(int jobs) {
        for (int i = 0; i < jobs; i++) {
            assertThat(fills.start(new JobRef(new JobId("bjb-" + i), null, null), null, PURPOSE))
                    .isNotNull();
        }
    }
}
