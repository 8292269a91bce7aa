package io.llamagate.secret;

import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Whoever follows a file looks at it on schedule. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class FollowingConfiguration {
    /**
     * Not of virtual threads: a file that hangs would hold one of the few that carry them. One for
     * each of the two tasks that read files, and one for the rest.
     */
    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        return builder.poolSize(3).build();
    }
}
