package io.llamagate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class FollowingConfigurationTests {
    @Test
    void looksAtFilesOnThreadsThatCarryNoOthers() {
        new ApplicationContextRunner().withUserConfiguration(FollowingConfiguration.class)
                .withBean(ThreadPoolTaskSchedulerBuilder.class)
                .run(context -> assertThat(context.getBean(ThreadPoolTaskScheduler.class)
                        .submit(() -> Thread.currentThread().isVirtual()))
                        .succeedsWithin(Duration.ofSeconds(5)).isEqualTo(false));
    }
}
