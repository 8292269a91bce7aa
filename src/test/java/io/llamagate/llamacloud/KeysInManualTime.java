package io.llamagate.llamacloud;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Lets a whole gateway leave LlamaCloud alone in a time that tests move. */
@TestConfiguration(proxyBeanMethods = false)
public class KeysInManualTime {
    @Bean
    @Primary
    LimitsByKey limitsInManualTime(LlamaCloudProperties settings, TimeMeter time) {
        return new LimitsByKey(settings.budget(), time, Clock.systemUTC());
    }
}
