package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.util.unit.DataSize;

class CachePropertiesTests {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void haveDefaults() {
        runner.run(context -> assertThat(context.getBean(CacheProperties.class))
                .isEqualTo(new CacheProperties(Duration.ofSeconds(2), Duration.ofHours(1),
                        Duration.ofSeconds(1), null, Duration.ofMinutes(10), Duration.ofSeconds(1),
                        100_000, DataSize.ofMegabytes(128))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"active-ttl=0s", "active-ttl=2h", "terminal-ttl=500ms",
        "terminal-ttl=2d", "not-found-ttl=-1s", "not-found-ttl=1h", "max-entries=0",
        "max-entries=100000000", "max-bytes=1KB", "active-ttl=soon", "stale-while-revalidate=-1s",
        "stale-while-revalidate=2d", "stale-if-error=-1s", "stale-if-error=2d", "soft-timeout=0s",
        "soft-timeout=2m", "max-bytes=many"})
    void refuseAWrongValueByName(String setting) {
        runner.withPropertyValues("llamagate.cache." + setting).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure())
                    .hasStackTraceContaining("llamagate.cache." + name(setting));
        });
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    @EnableConfigurationProperties(CacheProperties.class)
    static class Settings {
    }
}
