package io.llamagate.job.watch;

import io.llamagate.job.CacheFixture;
import io.llamagate.job.FixedRandom;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;

/** What watches jobs of a LlamaCloud that answers when a test says so, without jitter. */
public final class WatchFixture {
    private WatchFixture() {
    }

    /** Over this LlamaCloud, in its time; listeners run at once. */
    public static Watchers over(CacheFixture llamaCloud) {
        return over(llamaCloud, new SimpleMeterRegistry());
    }

    static Watchers over(CacheFixture llamaCloud, MeterRegistry registry) {
        Watchers watchers = new Watchers(llamaCloud.jobFetches(), Duration.ofMinutes(10),
                llamaCloud.delay(), new FixedRandom(0), llamaCloud.ticker(), Runnable::run,
                registry);
        llamaCloud.jobFetches().observe(watchers);
        return watchers;
    }
}
