package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedAnswer.Lookup;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Projects;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class StatusWriterTests {
    private static final String BODY = "{ \"job\" : {\"new\":null} }";
    private static final JobStatus RUNNING = status(JobState.RUNNING);
    private static final GatewayProperties GATEWAY = new GatewayProperties("edge-1",
            new GatewayProperties.Problems(null),
            new GatewayProperties.Cors(List.of()));

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET",
            "/batch-jobs/bjb-1/status");

    @Test
    void writesLlamaCloudsJsonByteForByte() throws IOException {
        MockHttpServletResponse response = write(hit(RUNNING, "PT0S"));
        assertThat(response.getContentAsString()).isEqualTo(BODY);
        assertThat(response.getContentType()).isEqualTo("application/json");
        assertThat(response.getContentLength()).isEqualTo(BODY.length());
    }

    @Test
    void tellsTheWholeLifetimeAndTheAge() throws IOException {
        MockHttpServletResponse response = write(hit(RUNNING, "PT1.9S"));
        assertThat(response.getHeader("Cache-Control")).isEqualTo("private, max-age=2");
        assertThat(response.getHeader("Age")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({"HIT,false,edge-1; hit; ttl=2",
        "MISS,false,edge-1; fwd=uri-miss; fwd-status=200; stored",
        "MISS,true,edge-1; fwd=uri-miss; fwd-status=200; stored; collapsed",
        "EXPIRED,false,edge-1; fwd=stale; fwd-status=200; stored",
        "EXPIRED,true,edge-1; fwd=stale; fwd-status=200; stored; collapsed",
        "REFUSED,false,edge-1; fwd=request; fwd-status=200; stored"})
    void tellsWhatTheCacheDid(Lookup lookup, boolean collapsed, String expected)
            throws IOException {
        CachedAnswer cached = new CachedAnswer(RUNNING, Duration.ZERO, Duration.ofSeconds(2),
                Duration.ZERO, lookup, collapsed, null, null);
        assertThat(write(cached).getHeader("Cache-Status")).isEqualTo(expected);
    }

    @Test
    void tellsThatAnAnswerIsPastItsFreshnessWhileANewerOneIsFetched() throws IOException {
        MockHttpServletResponse response = write(hit(RUNNING, "PT3.5S"));
        assertThat(response.getHeader("Cache-Status")).isEqualTo("edge-1; hit; ttl=-1");
        assertThat(response.getHeader("Age")).isEqualTo("3");
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getHeader("Proxy-Status")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"HIT,false,edge-1; hit; ttl=-5",
        "EXPIRED,false,edge-1; fwd=stale; fwd-status=503",
        "EXPIRED,true,edge-1; fwd=stale; fwd-status=503; collapsed"})
    void tellsThatAnAnswerStandsInForAFailure(Lookup lookup, boolean collapsed, String expected)
            throws IOException {
        JobStatusException failure = new JobStatusException(Failure.SERVER_ERROR, 503,
                Duration.ofMillis(1500));
        MockHttpServletResponse response = write(instead(lookup, collapsed, failure));
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeader("Cache-Status")).isEqualTo(expected);
        assertThat(response.getHeader("Proxy-Status"))
                .isEqualTo("edge-1; error=destination_unavailable; received-status=503");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("private, max-age=0");
        assertThat(response.getHeader("Age")).isEqualTo("7");
        assertThat(response.getHeader("Retry-After")).isEqualTo("2");
    }

    @Test
    void tellsWhyNoStatusCameWhereNoneDid() throws IOException {
        MockHttpServletResponse response = write(instead(Lookup.EXPIRED, false,
                new JobStatusException(Failure.CONNECTION_REFUSED)));
        assertThat(response.getHeader("Cache-Status"))
                .isEqualTo("edge-1; fwd=stale; detail=connection_refused");
        assertThat(response.getHeader("Proxy-Status"))
                .isEqualTo("edge-1; error=connection_refused");
    }

    @ParameterizedTest
    @CsvSource({"PT0S,2", "PT0.3S,2", "PT1S,1", "PT1.999S,1"})
    void tellsWhenAskingAgainCanBringNews(String age, String retryAfter) throws IOException {
        assertThat(write(hit(RUNNING, age)).getHeader("Retry-After")).isEqualTo(retryAfter);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void tellsNoTimeToAskAgainAboutAFinishedJob(JobState state) throws IOException {
        assertThat(write(hit(status(state), "PT0S")).getHeaderNames())
                .doesNotContain("Retry-After");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "%s", "W/%s", "\"other\", %s", "\"a\",W/\"b\" , W/%s"})
    void answers304WhenTheCallerHasTheBodyAlready(String ifNoneMatch) throws IOException {
        request.addHeader("If-None-Match", ifNoneMatch.formatted(RUNNING.entityTag()));
        MockHttpServletResponse response = write(hit(RUNNING, "PT1S"));
        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.getHeaderNames()).containsExactlyInAnyOrder("Age", "Cache-Status",
                "ETag", "Cache-Control", "Retry-After", "X-Content-Type-Options", "Vary");
    }

    @Test
    void answers304WhenTheTagStandsInASecondField() throws IOException {
        request.addHeader("If-None-Match", "\"other\"");
        request.addHeader("If-None-Match", RUNNING.entityTag());
        assertThat(write(hit(RUNNING, "PT1S")).getStatus()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "", "nonsense", "\"", "W/", ",,,"})
    void answers200WhenTheCallerHasAnotherBody(String ifNoneMatch) throws IOException {
        request.addHeader("If-None-Match", ifNoneMatch);
        assertThat(write(hit(RUNNING, "PT1S")).getStatus()).isEqualTo(200);
    }

    @Test
    void tellsThatAJobIsMissingAsAProblem() throws IOException {
        MockHttpServletResponse response = write(hit(new JobAnswer.NotFound(), "PT0S"));
        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentAsString()).contains("\"code\":\"job-not-found\"",
                "\"upstreamStatus\":404");
        assertThat(response.getHeader("Cache-Status")).isEqualTo("edge-1; hit; ttl=2");
    }

    @Test
    void namesInOurWordsWhatLlamaCloudRejected() throws IOException {
        MockHttpServletResponse response = write(
                hit(new JobAnswer.Rejected(Set.of("project_id", "job_id")), "PT0S"));
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains(
                "\"code\":\"upstream-rejected-request\"",
                "\"detail\":\"LlamaCloud rejected job_id and project_id.\"",
                "\"upstreamStatus\":422");
    }

    @Test
    void saysSoWhenLlamaCloudNamedNothing() throws IOException {
        assertThat(write(hit(new JobAnswer.Rejected(Set.of()), "PT0S")).getContentAsString())
                .contains("LlamaCloud rejected the request without naming a parameter.");
    }

    private MockHttpServletResponse write(CachedAnswer cached) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new StatusWriter(GATEWAY, new ProblemWriter(GATEWAY, JsonMapper.shared())).write(request,
                response, cached, Projects.ALL);
        return response;
    }

    private static CachedAnswer hit(JobAnswer answer, String age) {
        return new CachedAnswer(answer, Duration.parse(age), Duration.ofSeconds(2),
                Duration.ZERO, Lookup.HIT, false, null, null);
    }

    private static CachedAnswer instead(Lookup lookup, boolean collapsed,
            JobStatusException failure) {
        return new CachedAnswer(RUNNING, Duration.ofMillis(7900), Duration.ofSeconds(2),
                Duration.ZERO, lookup, collapsed, failure, null);
    }

    private static JobStatus status(JobState state) {
        return new JobStatus(state, "proj-1", 0, BODY.getBytes(UTF_8));
    }
}
