package io.llamagate.job.watch;

import com.github.benmanes.caffeine.cache.Ticker;
import io.llamagate.job.CachedJobStatuses;
import io.llamagate.job.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Random;
import java.util.concurrent.Executor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what watches jobs. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    @Bean
    Watchers watchers(CachedJobStatuses statuses, WatchProperties settings,
            MeterRegistry registry) {
        // Whoever ended a fetch has other fetches to end.
        Executor tellers = Thread::startVirtualThread;
        Watchers watchers = new Watchers(statuses, settings.stalledAfter(), Delay.SYSTEM,
                new Random(), Ticker.systemTicker(), tellers, registry);
        statuses.observe(watchers);
        return watchers;
    }
}
