package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobAnswer.NotFound;
import io.llamagate.job.JobAnswer.Rejected;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of every answer that LlamaCloud can give. */
class LlamaCloudJobStatusesTests {
    private static final String STATUS = new String(SeedStatus.bytes(), UTF_8);

    @RegisterExtension
    private static final MockLlamaCloud llamaCloud = new MockLlamaCloud();

    private final Adapter adapter = new Adapter(Settings.at(llamaCloud.url()));

    @AfterEach
    void close() {
        adapter.close();
    }

    @Test
    void keepsTheBodyOfA200ByteForByte() {
        llamaCloud.answers(okJson(STATUS));
        assertThat(status().body()).asString(UTF_8).isEqualTo(STATUS);
        assertThat(status().state()).isEqualTo(JobState.PENDING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "text/html", "application/json; charset=x", "a/b/c",
        "text/event-stream", "multipart/form-data"})
    void judgesABodyByItselfNotByItsContentType(String contentType) {
        llamaCloud.answers(aResponse().withHeader("Content-Type", contentType).withBody(STATUS));
        assertThat(status().body()).asString(UTF_8).isEqualTo(STATUS);
    }

    @Test
    void refusesA200ThatIsNoStatus() {
        llamaCloud.answers(okJson("{\"detail\":\"secret\"}"));
        adapter.failsWith(Failure.INVALID_BODY, 200);
    }

    @ParameterizedTest
    @CsvSource({"200,status", "404,not-found", "422,rejected", "500,server-error",
        "429,rate-limited"})
    void countsTheCallByItsResult(int status, String result) {
        llamaCloud.answers(aResponse().withStatus(status).withBody(STATUS));
        assertThat(adapter.ask(Adapter.JOB))
                .satisfies(call -> call.exceptionally(e -> null).join());
        assertThat(adapter.calls(result)).isOne();
    }

    @Test
    void knowsNoJobAfterA404() {
        llamaCloud.answers(error(404));
        assertThat(adapter.answer()).isEqualTo(new NotFound());
    }

    @Test
    void tellsWhatA422Names() {
        llamaCloud.answers(aResponse().withStatus(422).withBody(
                """
                        {"detail":[{"loc":["query","project_id"],"msg":"secret",\
                        "type":"uuid_parsing"}]}"""));
        assertThat(adapter.answer()).isEqualTo(new Rejected(Set.of("project_id")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>secret</html>", "{\"detail\":[{\"loc\":[\"job_id\""})
    void isRejectedByA422ThatCannotBeRead(String body) {
        llamaCloud.answers(aResponse().withStatus(422).withBody(body));
        assertThat(adapter.answer()).isEqualTo(new Rejected(Set.of()));
    }

    @Test
    void isRejectedByA422ThatIsTooLargeToRead() {
        llamaCloud.answers(aResponse().withStatus(422).withBody("x".repeat(2 * 1024 * 1024)));
        assertThat(adapter.answer()).isEqualTo(new Rejected(Set.of()));
    }

    @ParameterizedTest
    @CsvSource({"401,CREDENTIALS_REJECTED", "402,ACCESS_DENIED", "403,ACCESS_DENIED",
        "429,RATE_LIMITED", "500,SERVER_ERROR", "501,SERVER_ERROR", "502,SERVER_ERROR",
        "503,SERVER_ERROR", "504,SERVER_ERROR", "599,SERVER_ERROR", "201,UNEXPECTED_STATUS",
        "204,UNEXPECTED_STATUS", "206,UNEXPECTED_STATUS", "300,UNEXPECTED_STATUS",
        "304,UNEXPECTED_STATUS", "400,UNEXPECTED_STATUS", "405,UNEXPECTED_STATUS",
        "409,UNEXPECTED_STATUS", "410,UNEXPECTED_STATUS", "418,UNEXPECTED_STATUS"})
    void failsOnEveryOtherStatus(int status, Failure failure) {
        llamaCloud.answers(error(status));
        adapter.failsWith(failure, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void neverFollowsARedirect(int status) {
        llamaCloud.answers(error(status).withHeader("Location", llamaCloud.url() + "/target"));
        adapter.failsWith(Failure.UNEXPECTED_STATUS, status);
        assertThat(llamaCloud.requests()).hasSize(1);
    }

    @Test
    void tellsHowLongA429AsksToWait() {
        llamaCloud.answers(error(429).withHeader("Retry-After", "7"));
        assertThat(adapter.failure().retryAfter()).isBetween(Duration.ofSeconds(6),
                Duration.ofSeconds(7));
    }

    @Test
    void tellsHowLongItIsToTheDateOfA429UpToFiveMinutes() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME
                .format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        llamaCloud.answers(error(429).withHeader("Retry-After", date));
        assertThat(adapter.failure().retryAfter()).isBetween(Duration.ofMinutes(4),
                Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1"})
    void waitsSomeSecondsAfterA429ThatCannotBeRead(String retryAfter) {
        llamaCloud.answers(error(429).withHeader("Retry-After", retryAfter));
        assertThat(adapter.failure().retryAfter()).isBetween(Duration.ofSeconds(4),
                Duration.ofSeconds(5));
    }

    @Test
    void waitsSomeSecondsAfterA429WithoutRetryAfter() {
        llamaCloud.answers(error(429));
        assertThat(adapter.failure().retryAfter()).isBetween(Duration.ofSeconds(4),
                Duration.ofSeconds(5));
    }

    @Test
    void tellsHowLongA503AsksToWait() {
        llamaCloud.answers(error(503).withHeader("Retry-After", "7"));
        assertThat(adapter.failure().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void recognisesALoopThatAnotherGatewayDetected() {
        llamaCloud.answers(error(502).withHeader("Proxy-Status",
                "llamagate; error=proxy_loop_detected"));
        adapter.failsWith(Failure.LOOP, 502);
    }

    @Test
    void takesAnotherProxyStatusForAServerError() {
        llamaCloud.answers(error(502).withHeader("Proxy-Status", "edge; error=dns_timeout"));
        adapter.failsWith(Failure.SERVER_ERROR, 502);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403, 418, 429, 500})
    void failsWithoutAWordOfLlamaClouds(int status) {
        llamaCloud.answers(error(status).withHeader("X-Secret", "secret"));
        assertThat(adapter.failure()).hasNoCause().hasNoSuppressedExceptions()
                .returns(new StackTraceElement[0], JobStatusException::getStackTrace)
                .message().doesNotContain("secret");
    }

    @Test
    void survivesACallerWhoGivesUp() {
        llamaCloud.answers(okJson(STATUS).withFixedDelay(100));
        adapter.ask(Adapter.JOB).cancel(true);
        assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
    }

    private JobStatus status() {
        JobAnswer answer = adapter.answer();
        assertThat(answer).isInstanceOf(JobStatus.class);
        return (JobStatus) answer;
    }

    private static ResponseDefinitionBuilder error(int status) {
        ResponseDefinitionBuilder error = aResponse().withStatus(status);
        return status == 204 || status == 304
                ? error
                : error.withHeader("Content-Type", "application/json")
                        .withBody("{\"detail\":\"secret\"}");
    }
}
