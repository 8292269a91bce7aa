package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A gateway of its own, since nothing is asked with its key for the rest of its life. */
@TestPropertySource(properties = "llamagate.cache.active-ttl=2s")
class ThrottledKeyTests extends GatewayTest {
    @Test
    void makesCallersAskLaterAboutEveryJobThatIsAnsweredFromMemory() {
        llamaCloudTells("running");
        String job = freshJob();
        assertThat(ask(job).headers().firstValue("Retry-After")).hasValue("2");
        llamaCloudAnswers(aResponse().withStatus(429).withHeader("Retry-After", "50"));
        assertThat(ask(freshJob()).statusCode()).isEqualTo(503);
        assertThat(ask(job).headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(30L, 50L);
        assertThat(questionsAbout(job)).isOne();
    }
}
