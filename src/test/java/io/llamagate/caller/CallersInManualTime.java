package io.llamagate.caller;

import io.llamagate.ManualTime;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Lets a whole gateway know callers by a file, and their limits, in a time that tests move. */
@TestConfiguration(proxyBeanMethods = false)
public class CallersInManualTime {
    @Bean
    @Primary
    Callers callersInManualTime(CallerProperties settings, ManualTime time) {
        return new Callers(settings, new TokenCallers(settings), new KnownCallers(time, time),
                new CallerLimits(time));
    }
}
