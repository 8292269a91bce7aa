package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

import io.llamagate.caller.Callers;
import io.llamagate.caller.ProjectAccess;
import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedAnswer.Lookup;
import io.llamagate.job.CachedJobStatuses;
import io.llamagate.job.Demand;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.KeyNames;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class FastLaneTests {
    private static final JobRef JOB = new JobRef(new JobId("bjb-1"), null, null);
    private static final String PATH = "/batch-jobs/bjb-1/status";
    private static final JobStatus STATUS = new JobStatus(JobState.RUNNING, "proj-1", 0,
            "{}".getBytes(UTF_8));
    private static final GatewayProperties GATEWAY = new GatewayProperties("edge-1",
            new GatewayProperties.Problems(null),
            new GatewayProperties.Cors(List.of()));

    private final CachedJobStatuses statuses = mock();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ProblemWriter problems = new ProblemWriter(GATEWAY, JsonMapper.shared());
    private final Callers callers = Everyone.callers();
    private final FastLane lane = new FastLane(statuses, new Answers(statuses, callers),
            new StatusWriter(GATEWAY, problems), new RequestMeters(meters), callers,
            new Admission(callers, new Denials(problems, GATEWAY, meters)),
            new ProjectAccess(new KeyNames(List.of())));

    @ParameterizedTest
    @CsvSource({"GET,/batch-jobs/bjb-1/status", "HEAD,/batch-jobs/bjb-1/status",
        "GET,/api/v1/beta/batch-processing/bjb-1",
        "HEAD,/api/v1/beta/batch-processing/bjb-1"})
    void answersAPlainQuestionWithAFreshStatus(String method, String path) throws Exception {
        known(STATUS);
        assertThat(goesOn(new MockHttpServletRequest(method, path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json"})
    void answersWhoeverPlainlyAcceptsJson(String accept) throws Exception {
        known(STATUS);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", PATH);
        request.addHeader("Accept", accept);
        assertThat(goesOn(request)).isFalse();
    }

    @Test
    void answersWhoeverTheCertificateAndTheTokenTellTogether() throws Exception {
        known(STATUS);
        X509Certificate certificate = mock();
        given(callers.known(any(), any())).willReturn(null);
        given(callers.known(certificate, "Bearer token")).willReturn(Everyone.CALLER);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", PATH);
        request.setAttribute("jakarta.servlet.request.X509Certificate",
                new X509Certificate[]{certificate});
        request.addHeader("Authorization", "Bearer token");
        assertThat(goesOn(request)).isFalse();
    }

    @Test
    void countsWhatItAnswers() throws Exception {
        known(STATUS);
        goesOn(new MockHttpServletRequest("GET", PATH));
        assertThat(counted("GET", "200", "SUCCESS")).isEqualTo(1);
    }

    @Test
    void countsWhatTheControllerAnswers() throws Exception {
        lane.doFilter(new MockHttpServletRequest("BREW", PATH), new MockHttpServletResponse(),
                (_, response) -> ((HttpServletResponse) response).setStatus(405));
        assertThat(counted("UNKNOWN", "405", "CLIENT_ERROR")).isEqualTo(1);
    }

    private long counted(String method, String status, String outcome) {
        return meters.get("http.server.requests").tag("uri", JobStatusController.PATH)
                .tag("status", status).tag("method", method).tag("outcome", outcome).timer()
                .count();
    }

    @Test
    void answersWithTheStatusThatComesOfAsking() throws Exception {
        asking(completedFuture(answer(STATUS, Lookup.MISS)));
        assertThat(goesOn(new MockHttpServletRequest("GET", PATH))).isFalse();
    }

    @Test
    void leavesToTheControllerWhatElseComesOfAsking() throws Exception {
        asking(failedFuture(new JobStatusException(Failure.SERVER_ERROR)));
        MockHttpServletRequest request = new MockHttpServletRequest("GET", PATH);
        assertThat(goesOn(request)).isTrue();
        assertThat(FastLane.outcome(request)).isCompletedExceptionally();
    }

    @Test
    void leavesToTheControllerWhatIsNoStatus() throws Exception {
        known(new JobAnswer.NotFound());
        assertThat(goesOn(new MockHttpServletRequest("GET", PATH))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"POST,/batch-jobs/bjb-1/status", "OPTIONS,/batch-jobs/bjb-1/status",
        "get,/batch-jobs/bjb-1/status", "GET,/batch-jobs/bjb-1/status/",
        "GET,/batch-jobs/bjb%2D1/status", "GET,/batch-jobs//status", "GET,/batch-jobs/status",
        "GET,/batch-jobs/bjb-1/x/status", "GET,/batch-jobs/bjb-1;a=b/status",
        "GET,/batch-jobs/items/status", "GET,/batch-jobs/bjb-1/status;a=b",
        "GET,//batch-jobs/bjb-1/status", "GET,/api/v1/beta/batch-processing/",
        "GET,/api/v1/beta/batch-processing/bjb-1/", "GET,/api/v1/beta/batch-processing/a/b",
        "GET,/other"})
    void leavesToTheControllerWhatIsNotPlainInItsAddress(String method, String path)
            throws Exception {
        assertThat(goesOn(new MockHttpServletRequest(method, path))).isTrue();
        then(statuses).should(never()).fresh(any());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Accept|text/html", "Accept|application/json, */*;q=0.1",
        "Accept|application/*", "Accept|''", "User-Agent|llamagate/0.1.0"})
    void leavesToTheControllerWhatIsNotPlainInItsHeaders(String name, String value)
            throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", PATH);
        request.addHeader(name, value);
        assertThat(goesOn(request)).isTrue();
        then(statuses).should(never()).fresh(any());
    }

    @Test
    void leavesToTheControllerAnInvalidQuery() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", PATH);
        request.setQueryString("project_id=..");
        assertThat(goesOn(request)).isTrue();
        then(statuses).should(never()).fresh(any());
    }

    @Test
    void leavesToTheControllerACallerWithDemands() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", PATH);
        request.addHeader("Cache-Control", "max-age=0");
        assertThat(goesOn(request)).isTrue();
        then(statuses).should(never()).fresh(any());
    }

    private void known(JobAnswer answer) {
        given(statuses.fresh(JOB)).willReturn(answer(answer, Lookup.HIT));
    }

    private void asking(CompletableFuture<CachedAnswer> outcome) {
        given(statuses.get(JOB, Demand.NONE, null)).willReturn(outcome);
    }

    private static CachedAnswer answer(JobAnswer answer, Lookup lookup) {
        return new CachedAnswer(answer, Duration.ZERO, Duration.ofSeconds(2), Duration.ZERO, lookup,
                false, null,
                null);
    }

    private boolean goesOn(MockHttpServletRequest request) throws IOException, ServletException {
        MockFilterChain chain = new MockFilterChain();
        lane.doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() != null;
    }
}
