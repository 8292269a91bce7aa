package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatus;
import io.llamagate.job.Urgency;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often LlamaCloud is asked for one answer. */
class FetchTests {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final ResponseDefinitionBuilder OK = aResponse().withBody(SeedStatus.bytes());

    @RegisterExtension
    private static final MockLlamaCloud llamaCloud = new MockLlamaCloud();

    @Test
    void asksTwiceWhenLlamaCloudIsBackInAMoment() {
        answersFirst(aResponse().withStatus(503));
        try (Adapter adapter = new Adapter(Settings.at(llamaCloud.url()))) {
            assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
        }
        assertThat(llamaCloud.requests()).hasSize(2);
    }

    @Test
    void asksTwiceWhenTheConnectionBreaksBeforeAnAnswer() {
        answersFirst(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        try (Adapter adapter = new Adapter(Settings.at(llamaCloud.url()))) {
            assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
        }
    }

    @Test
    void asksNoThirdTimeWhenTheConnectionBreaksAgain() {
        llamaCloud.answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        try (Adapter adapter = new Adapter(Settings.at(llamaCloud.url()))) {
            adapter.failsWith(Failure.CONNECTION_LOST, null);
        }
        assertThat(llamaCloud.requests()).hasSize(2);
    }

    @Test
    void asksNoThirdTime() {
        llamaCloud.answers(aResponse().withStatus(502));
        try (Adapter adapter = new Adapter(Settings.at(llamaCloud.url()))) {
            adapter.failsWith(Failure.SERVER_ERROR, 502);
        }
        assertThat(llamaCloud.requests()).hasSize(2);
    }

    @Test
    void asksNobodyOnceLlamaCloudThrottled() {
        llamaCloud.answers(aResponse().withStatus(429).withHeader("Retry-After", "60"));
        try (Adapter adapter = new Adapter(Settings.at(llamaCloud.url()))) {
            adapter.failsWith(Failure.RATE_LIMITED, 429);
            adapter.failsWith(Failure.KEY_PAUSED, null);
        }
        assertThat(llamaCloud.requests()).hasSize(1);
    }

    @Test
    void asksNobodyElseWhoWaitedForAConnectionMeanwhile() {
        llamaCloud.answers(aResponse().withStatus(429).withFixedDelay(1000));
        try (Adapter adapter = new Adapter(Settings.at(llamaCloud.url()))) {
            List<CompletableFuture<JobAnswer>> fetches = fetches(adapter, 100);
            assertThat(fetches).extracting(fetch -> Adapter.failure(fetch).failure())
                    .containsOnly(Failure.RATE_LIMITED, Failure.KEY_PAUSED);
        }
        assertThat(llamaCloud.requests()).hasSize(64);
    }

    @Test
    void asksNobodyOnceTheBudgetIsSpent() {
        llamaCloud.answers(OK);
        LlamaCloudProperties.Budget two = new LlamaCloudProperties.Budget(1, Duration.ofHours(1),
                2);
        try (Adapter adapter = new Adapter(
                Settings.with(llamaCloud.url(), two, Settings.TOLERANT))) {
            adapter.answer();
            adapter.answer();
            adapter.failsWith(Failure.BUDGET_SPENT, null);
        }
    }

    @Test
    void leavesTheLastOfTheBudgetToThoseWhoWait() {
        llamaCloud.answers(OK);
        LlamaCloudProperties.Budget five = new LlamaCloudProperties.Budget(1, Duration.ofHours(1),
                5);
        try (Adapter adapter = new Adapter(
                Settings.with(llamaCloud.url(), five, Settings.TOLERANT))) {
            IntStream.range(0, 4).forEach(_ -> adapter.answer());
            assertThat(Adapter.failure(adapter.ask(Adapter.JOB, Urgency.DEFERRABLE)).failure())
                    .isEqualTo(Failure.BUDGET_SPENT);
            assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
        }
    }

    @Test
    void asksNobodyOnceTheBreakerIsOpen() {
        llamaCloud.answers(aResponse().withStatus(500));
        LlamaCloudProperties.Breaker two = new LlamaCloudProperties.Breaker(2, 50,
                Duration.ofMinutes(1));
        try (Adapter adapter = new Adapter(Settings.with(llamaCloud.url(), Settings.AMPLE, two))) {
            adapter.failsWith(Failure.SERVER_ERROR, 500);
            adapter.failsWith(Failure.SERVER_ERROR, 500);
            adapter.failsWith(Failure.CIRCUIT_OPEN, null);
        }
    }

    /** Of 300 that come at once to a LlamaCloud that hangs. */
    @Test
    void endsEveryFetchWithinTheResponseTimeoutAndTwoSeconds() throws IOException {
        try (SilentServer server = new SilentServer();
                Adapter adapter = new Adapter(
                        Settings.at("http://" + server.address(), SHORT, SHORT))) {
            List<CompletableFuture<JobAnswer>> fetches = fetches(adapter, 300);
            assertThat(CompletableFuture.allOf(fetches.toArray(CompletableFuture[]::new)))
                    .failsWithin(SHORT.plusSeconds(3));
            assertThat(fetches).extracting(fetch -> Adapter.failure(fetch).failure())
                    .isSubsetOf(Failure.RESPONSE_TIMEOUT, Failure.OVERLOADED,
                            Failure.CONNECT_TIMEOUT);
        }
    }

    private static List<CompletableFuture<JobAnswer>> fetches(Adapter adapter, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> adapter.ask(new JobRef(new JobId("bjb-" + i), null, null)))
                .toList();
    }

    private static void answersFirst(ResponseDefinitionBuilder first) {
        llamaCloud.stubFor(get(anyUrl()).inScenario("back").whenScenarioStateIs(STARTED)
                .willReturn(first).willSetStateTo("back"));
        llamaCloud.stubFor(get(anyUrl()).inScenario("back").whenScenarioStateIs("back")
                .willReturn(OK));
    }
}
