package io.llamagate.job.watch;

import com.github.benmanes.caffeine.cache.Ticker;
import io.llamagate.job.Delay;
import io.llamagate.job.JobFetches;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Random;
import java.util.concurrent.Executor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what watches jobs. */
@Configuration(proxyBeanMethods = false)
class WatchConfiguration {
    @Bean
    Watchers watchers(JobFetches fetches, WatchProperties settings,
            MeterRegistry registry) {
        // Whoever ended a fetch has other fetches to end.
        Executor tellers = Thread::startVirtualThread;
        Watchers watchers = new Watchers(fetches, settings.stalledAfter(), Delay.SYSTEM,
                new Random(), Ticker.systemTicker(), tellers, registry);
        fetches.observe(watchers);
        return watchers;
    }
}
