package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobAnswer.NotFound;
import io.llamagate.job.JobAnswer.Rejected;
import io.llamagate.job.JobStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.ConnectionProvider;

/** How long the gateway waits, and for what. */
@Timeout(10)
class SlowAnswerTests {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    private static final MockLlamaCloud llamaCloud = new MockLlamaCloud();

    /** A cold virtual machine is slow itself. */
    @BeforeAll
    static void warmUp() {
        llamaCloud.answers(aResponse().withBody(SeedStatus.bytes()));
        try (Adapter adapter = patient()) {
            assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
        }
    }

    @Test
    void isATimeoutWhenNoByteComesInTime() throws IOException {
        try (SilentServer server = new SilentServer();
                Adapter adapter = new Adapter(
                        Settings.at("http://" + server.address(), LONG, SHORT))) {
            adapter.failsWith(Failure.RESPONSE_TIMEOUT, null);
        }
    }

    @Test
    void isATimeoutWhenTheBodyStops() throws IOException {
        try (RawServer server = RawServer
                .staying("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"job\":");
                Adapter adapter = new Adapter(
                        Settings.at("http://" + server.address(), LONG, SHORT))) {
            adapter.failsWith(Failure.RESPONSE_TIMEOUT, 200);
        }
    }

    @Test
    void isATimeoutWhenTheBodyTakesLongerThoughItNeverStops() {
        llamaCloud.answers(
                aResponse().withBody(SeedStatus.bytes()).withChunkedDribbleDelay(15, 1500));
        try (Adapter adapter = hasty()) {
            adapter.failsWith(Failure.RESPONSE_TIMEOUT, 200);
        }
    }

    @Test
    void isNotWaitedForWhileThereIsNoConnection() {
        llamaCloud.answers(aResponse().withBody(SeedStatus.bytes()).withFixedDelay(1200));
        LlamaCloudProperties settings = Settings.at(llamaCloud.url(), LONG, Duration.ofSeconds(2));
        try (Adapter adapter = new Adapter(settings, ConnectionProvider.create("one", 1))) {
            CompletableFuture<JobAnswer> first = adapter.ask(Adapter.JOB);
            assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
            assertThat(first).isCompleted();
        }
    }

    @Test
    void isAnAnswerWhenTheBodyEndsInTime() {
        llamaCloud.answers(
                aResponse().withBody(SeedStatus.bytes()).withChunkedDribbleDelay(4, 200));
        try (Adapter adapter = patient()) {
            assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"401,CREDENTIALS_REJECTED", "500,SERVER_ERROR"})
    void isAFailureAfterASecondWhenTheBodyOfAnErrorNeverEnds(int status, Failure failure) {
        llamaCloud.answers(endless(status));
        try (Adapter adapter = patient()) {
            adapter.failsWith(failure, status);
        }
    }

    @Test
    void isNoJobAfterASecondWhenTheBodyOfA404NeverEnds() {
        llamaCloud.answers(endless(404));
        try (Adapter adapter = patient()) {
            assertThat(adapter.answer()).isEqualTo(new NotFound());
        }
    }

    @Test
    void isNoJobEvenWhenTheBodyOfA404TakesLongerThanAnAnswerMay() {
        llamaCloud.answers(endless(404));
        try (Adapter adapter = hasty()) {
            assertThat(adapter.answer()).isEqualTo(new NotFound());
        }
    }

    @Test
    void isARejectionAfterASecondWhenTheBodyOfA422NeverEnds() {
        llamaCloud.answers(endless(422));
        try (Adapter adapter = patient()) {
            assertThat(adapter.answer()).isEqualTo(new Rejected(Set.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void takesNoConnectionForLongerThanItIsWaitedFor(int status) {
        servesTheNextOverTheOnlyConnectionAfter(endless(status));
    }

    @Test
    void takesNoConnectionForLongerThanItIsWaitedForWhenNoByteComes() {
        servesTheNextOverTheOnlyConnectionAfter(aResponse().withFixedDelay(10_000));
    }

    private static void servesTheNextOverTheOnlyConnectionAfter(ResponseDefinitionBuilder slow) {
        llamaCloud.answers(slow);
        LlamaCloudProperties settings = Settings.at(llamaCloud.url(), SHORT, SHORT);
        ConnectionProvider one = ConnectionProvider.create("one", 1);
        try (Adapter adapter = new Adapter(settings, one)) {
            adapter.failure();
            llamaCloud.answers(aResponse().withBody(SeedStatus.bytes()));
            assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
        }
    }

    private static Adapter hasty() {
        return new Adapter(Settings.at(llamaCloud.url(), SHORT, SHORT));
    }

    private static Adapter patient() {
        return new Adapter(Settings.at(llamaCloud.url(), LONG, LONG));
    }

    /** An answer whose body takes 30 seconds and never rests for longer than 300 ms. */
    private static ResponseDefinitionBuilder endless(int status) {
        return aResponse().withStatus(status).withBody("x".repeat(1000))
                .withChunkedDribbleDelay(100, 30_000);
    }
}
