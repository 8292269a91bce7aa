package io.llamagate.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.JobStatuses;
import io.llamagate.job.Tracing;
import io.opentelemetry.api.trace.Tracer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class TraceConfigurationTests {
    private final ApplicationContextRunner gateway = new ApplicationContextRunner()
            .withUserConfiguration(Rest.class)
            .withPropertyValues("spring.application.name=llamagate");

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TraceProperties.class)
    @Import(TraceConfiguration.class)
    static class Rest {
        @Bean
        JobStatuses llamaCloudJobStatuses() {
            return (_, _) -> new CompletableFuture<>();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"other=", "llamagate.traces.endpoint=",
        "llamagate.traces.endpoint= "})
    void makesNothingWithoutAnAddress(String property) {
        gateway.withPropertyValues(property)
                .run(context -> assertThat(context).hasNotFailed()
                        .doesNotHaveBean(Tracer.class).doesNotHaveBean(Tracing.class)
                        .hasSingleBean(JobStatuses.class));
    }

    @Test
    void followsFetchesWithOne() {
        gateway.withPropertyValues("llamagate.traces.endpoint=http://127.0.0.1:9/v1/traces")
                .run(context -> assertThat(context.getBean(JobStatuses.class))
                        .isInstanceOf(FetchSpans.class));
    }
}
