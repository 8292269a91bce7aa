package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.JobStatuses;
import io.llamagate.job.Purpose;
import io.llamagate.job.Urgency;
import io.llamagate.setting.InvalidSettingException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.reactive.function.client.WebClient;

class LlamaCloudConfigurationTests {
    @RegisterExtension
    private static final MockLlamaCloud llamaCloud = new MockLlamaCloud();

    @Test
    void namesTheVersionOfTheBuildInItsQuestions() {
        assertThat(userAgent(runner(Settings.at(llamaCloud.url())).withBean(BuildProperties.class,
                () -> build("7.8.9")))).isEqualTo("llamagate/7.8.9");
    }

    @Test
    void namesNoVersionWhenThereWasNoBuild() {
        assertThat(userAgent(runner(Settings.at(llamaCloud.url())))).isEqualTo("llamagate/dev");
    }

    @Test
    void refusesToStartWhenTheKeyWouldTravelOverPlainHttp() {
        runner(Settings.at("http://llama.example")).run(context -> assertThat(context).hasFailed()
                .getFailure().hasRootCauseInstanceOf(InvalidSettingException.class));
    }

    private static String userAgent(ApplicationContextRunner runner) {
        llamaCloud.resetRequests();
        llamaCloud.answers(notFound());
        runner.run(context -> context.getBean(JobStatuses.class).fetch(Adapter.JOB,
                new Purpose(Urgency.AWAITED, null))
                .join());
        return llamaCloud.requests().getFirst().getHeader("User-Agent");
    }

    private static ApplicationContextRunner runner(LlamaCloudProperties settings) {
        return new ApplicationContextRunner()
                .withUserConfiguration(LlamaCloudConfiguration.class)
                .withBean(LlamaCloudProperties.class, () -> settings)
                .withBean(WebClient.Builder.class, WebClient::builder)
                .withBean(SimpleMeterRegistry.class);
    }

    private static BuildProperties build(String version) {
        Properties properties = new Properties();
        properties.setProperty("version", version);
        return new BuildProperties(properties);
    }
}
