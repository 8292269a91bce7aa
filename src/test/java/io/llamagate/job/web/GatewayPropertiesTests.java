package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class GatewayPropertiesTests {
    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Settings.class);

    @Test
    void haveDefaults() {
        runner.withPropertyValues("llamagate.problems.base-uri=")
                .run(context -> assertThat(context.getBean(GatewayProperties.class))
                        .isEqualTo(new GatewayProperties("llamagate",
                                new GatewayProperties.Problems(null),
                                new GatewayProperties.Cors(List.of()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=", "name=two words", "name=1st", "name=a;b", "name=a\"b",
        "problems.base-uri=/relative", "problems.base-uri=ftp://example.com",
        "problems.base-uri=https://example.com/?a=b", "problems.base-uri=no uri"})
    void refuseAWrongValueByName(String setting) {
        runner.withPropertyValues("llamagate." + setting).run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).hasStackTraceContaining(
                    "llamagate." + setting.substring(0, setting.indexOf('=')));
        });
    }

    @EnableConfigurationProperties(GatewayProperties.class)
    static class Settings {
    }
}
