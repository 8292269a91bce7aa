package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class LlamaCloudPropertiesTests {
    private static final LlamaCloudProperties.Budget BUDGET = new LlamaCloudProperties.Budget(50,
            Duration.ofSeconds(1), 100);
    private static final LlamaCloudProperties.Breaker BREAKER = new LlamaCloudProperties.Breaker(20,
            50, Duration.ofSeconds(3));
    private static final LlamaCloudProperties DEFAULTS = new LlamaCloudProperties(
            URI.create("https://api.cloud.llamaindex.ai"), null, null, null, Map.of(), false,
            Duration.ofSeconds(2),
            Duration.ofSeconds(10), BUDGET, BREAKER);
    private static final LlamaCloudProperties OTHERS = new LlamaCloudProperties(
            URI.create("http://llama.example/prefix"), "llx-1", Path.of("/run/secrets/key"),
            Path.of("/run/secrets/next"), Map.of("proj-1", new LlamaCloudProperties.KeyFiles(
                    Path.of("/run/secrets/one"), Path.of("/run/secrets/two"))),
            true,
            Duration.ofMillis(500), Duration.ofMinutes(1),
            new LlamaCloudProperties.Budget(20, Duration.ofMinutes(1), 5),
            new LlamaCloudProperties.Breaker(10, 80, Duration.ofSeconds(7)));

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Registration.class);

    @Test
    void haveDefaults() {
        runner.run(context -> assertThat(context.getBean(LlamaCloudProperties.class))
                .isEqualTo(DEFAULTS));
    }

    @Test
    void haveTheSameDefaultsInApplicationYmlWhereBlankVariablesAreAbsent() {
        withApplicationYml("LLAMA_CLOUD_API_KEY=", "LLAMA_CLOUD_API_KEY_FILE= ")
                .run(context -> assertThat(context.getBean(LlamaCloudProperties.class))
                        .isEqualTo(DEFAULTS));
    }

    @Test
    void takeBlankForAbsent() {
        named("base-url=", "api-key= ", "api-key-file=", "connect-timeout=", "response-timeout=")
                .run(context -> assertThat(context.getBean(LlamaCloudProperties.class))
                        .isEqualTo(DEFAULTS));
    }

    @Test
    void areFedByTheirNames() {
        named("base-url=http://llama.example/prefix", "api-key=llx-1",
                "api-key-file=/run/secrets/key", "next-api-key-file=/run/secrets/next",
                "keys.proj-1.file=/run/secrets/one", "keys.proj-1.next=/run/secrets/two",
                "allow-plain-http=true", "connect-timeout=500ms",
                "response-timeout=1m", "budget.calls=20", "budget.period=1m", "budget.burst=5",
                "breaker.calls=10", "breaker.failure-percentage=80", "breaker.open-for=7s").run(
                        context -> assertThat(context.getBean(LlamaCloudProperties.class))
                                .isEqualTo(OTHERS));
    }

    @Test
    void areFedByTheEnvironment() {
        withApplicationYml("LLAMA_CLOUD_BASE_URL=https://api.cloud.eu.llamaindex.ai",
                "LLAMA_CLOUD_API_KEY=llx-1", "LLAMA_CLOUD_API_KEY_FILE=/run/secrets/key").run(
                        context -> assertThat(context.getBean(LlamaCloudProperties.class))
                                .isEqualTo(new LlamaCloudProperties(
                                        URI.create("https://api.cloud.eu.llamaindex.ai"), "llx-1",
                                        Path.of("/run/secrets/key"), null, Map.of(), false,
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(10), BUDGET, BREAKER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect-timeout=0s", "connect-timeout=9ms", "connect-timeout=61s",
        "connect-timeout=soon", "response-timeout=-1s", "response-timeout=9ms",
        "response-timeout=301s", "allow-plain-http=maybe", "base-url=http://[", "budget.calls=0",
        "budget.period=0s", "budget.burst=0", "budget.period=2d", "breaker.calls=0",
        "breaker.failure-percentage=0", "breaker.failure-percentage=101", "breaker.open-for=0s"})
    void refuseAWrongValueByName(String setting) {
        named(setting).run(context -> {
            assertThat(context).hasFailed();
            String told = Throwables.getStackTrace(context.getStartupFailure());
            assertThat(told.replace("-", ""))
                    .containsIgnoringCase("llamagate.llamacloud." + name(setting).replace("-", ""));
        });
    }

    @Test
    void showNoKeyWhenAnotherValueIsRefused() {
        named("api-key=llx-secret", "connect-timeout=0s").run(context -> {
            assertThat(context).hasFailed();
            assertThat(context.getStartupFailure()).rootCause().message()
                    .contains("connectTimeout").doesNotContain("llx-secret");
        });
    }

    @Test
    void showNoKeyAsText() {
        assertThat(OTHERS.toString()).contains("llama.example").doesNotContain("llx-1");
    }

    private ApplicationContextRunner named(String... settings) {
        return runner.withPropertyValues(Arrays.stream(settings)
                .map(setting -> "llamagate.llamacloud." + setting).toArray(String[]::new));
    }

    private ApplicationContextRunner withApplicationYml(String... variables) {
        return runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(variables);
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    @EnableConfigurationProperties(LlamaCloudProperties.class)
    static class Registration {
    }
}
