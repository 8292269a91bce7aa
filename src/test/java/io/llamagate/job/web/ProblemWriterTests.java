package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemWriterTests {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET",
            "/batch-jobs/bjb-1/status");

    @ParameterizedTest
    @EnumSource
    void writesProblemDetailsWithItsExtensions(Problem problem) throws IOException {
        request.setQueryString("project_id=secret");
        request.addHeader("traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01");
        MockHttpServletResponse response = write(Occurrence.of(problem, "It happened."));
        assertThat(response.getStatus()).isEqualTo(problem.status().value());
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).isEqualTo("""
                {"type":"/problems/%1$s","title":"%2$s","status":%3$d,"detail":"It happened.",\
                "instance":"/batch-jobs/bjb-1/status","code":"%1$s","retryable":%4$s,\
                "traceId":"%5$s"}""".formatted(problem.code(), problem.title(),
                problem.status().value(), problem.retryable(), "a".repeat(32)));
    }

    @ParameterizedTest
    @EnumSource
    void forbidsStoringErrors(Problem problem) throws IOException {
        assertThat(write(Occurrence.of(problem, "")).getHeader("Cache-Control"))
                .isEqualTo("no-store");
    }

    @Test
    void namesTheStatusThatLlamaCloudGave() throws IOException {
        MockHttpServletResponse response = write(failure(Failure.SERVER_ERROR, 500, null));
        assertThat(body(response).path("upstreamStatus").intValue()).isEqualTo(500);
        assertThat(response.getHeader("Proxy-Status"))
                .isEqualTo("edge-1; error=destination_unavailable; received-status=500");
    }

    @Test
    void namesNoStatusWhenLlamaCloudGaveNone() throws IOException {
        MockHttpServletResponse response = write(failure(Failure.CONNECTION_REFUSED, null, null));
        assertThat(body(response).has("upstreamStatus")).isFalse();
        assertThat(response.getHeader("Proxy-Status"))
                .isEqualTo("edge-1; error=connection_refused");
    }

    @Test
    void saysOfAGatewayErrorWithoutLlamaCloudThatItIsItsOwn() throws IOException {
        assertThat(write(Occurrence.of(Problem.TOO_MANY_HELD, "")).getHeader("Proxy-Status"))
                .isEqualTo("edge-1; error=proxy_internal_response");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = ".*(REQUEST|FOUND|ALLOWED|ACCEPTABLE|LONG|LARGE)")
    void writesNoProxyStatusAndNoRetryHintOnItsOwn4xx(Problem problem) throws IOException {
        MockHttpServletResponse response = write(
                new Occurrence(problem, "", "http_protocol_error", 404, null));
        assertThat(response.getHeaderNames()).doesNotContain("Proxy-Status", "X-Should-Retry",
                "Retry-After", "Cache-Status");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIALS_REJECTED", "ACCESS_DENIED", "SERVER_ERROR", "INVALID_BODY",
        "CONNECTION_REFUSED", "RESPONSE_TIMEOUT", "LOOP"})
    void keepsSdksFromRetryingEvery502And504(Failure failure) throws IOException {
        assertThat(write(failure(failure, null, null)).getHeader("X-Should-Retry"))
                .isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,1,", "PT7S,7,", "PT10S,10,", "PT10.1S,11,false", "PT1H,59,false"})
    void keepsSdksFromRetryingA503OnlyWhenTheWaitIsOver10Seconds(Duration wait, String seconds,
            @Nullable String shouldRetry) throws IOException {
        MockHttpServletResponse response = write(failure(Failure.RATE_LIMITED, 429, wait));
        assertThat(response.getHeader("Retry-After")).isEqualTo(seconds);
        assertThat(response.getHeader("X-Should-Retry")).isEqualTo(shouldRetry);
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "OVERLOADED", "SHUTTING_DOWN"})
    void namesAWaitOnEvery503EvenWhenNobodyKnowsOne(Failure failure) throws IOException {
        assertThat(write(failure(failure, null, null)).getHeader("Retry-After")).isEqualTo("1");
    }

    @Test
    void neverChallengesForTheGatewaysOwnCredentials() throws IOException {
        MockHttpServletResponse response = write(failure(Failure.CREDENTIALS_REJECTED, 401, null));
        assertThat(response.getStatus()).isEqualTo(502);
        assertThat(response.getHeaderNames()).doesNotContain("WWW-Authenticate");
    }

    @Test
    void linksAbsolutelyWhenABaseUriIsSet() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        writer(URI.create("https://api.example.com/llamagate/")).write(request, response,
                Occurrence.of(Problem.NOT_FOUND, ""));
        assertThat(body(response).path("type").stringValue())
                .isEqualTo("https://api.example.com/llamagate/problems/not-found");
    }

    @Test
    void leavesAnAnswerAloneThatIsOnItsWay() throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        response.setCommitted(true);
        writer(null).write(request, response, Occurrence.of(Problem.NOT_FOUND, ""));
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    private MockHttpServletResponse write(Occurrence occurrence) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        writer(null).write(request, response, occurrence);
        return response;
    }

    private static ProblemWriter writer(@Nullable URI baseUri) {
        return new ProblemWriter(
                new GatewayProperties("edge-1", new GatewayProperties.Problems(baseUri),
                        new GatewayProperties.Cors(List.of())),
                JsonMapper.shared());
    }

    private static Occurrence failure(Failure failure, @Nullable Integer upstreamStatus,
            @Nullable Duration retryAfter) {
        return Failures.occurrence(new JobStatusException(failure, upstreamStatus, retryAfter));
    }

    private static JsonNode body(MockHttpServletResponse response) throws IOException {
        return JsonMapper.shared().readTree(response.getContentAsString());
    }
}
