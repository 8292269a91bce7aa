package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** To who may see some projects only, jobs of other projects are not there. */
class HiddenJobTests {
    private static final GatewayProperties GATEWAY = new GatewayProperties("edge-1",
            new GatewayProperties.Problems(null), new GatewayProperties.Cors(List.of()));
    private static final Projects OURS = Projects.of(List.of("proj-1"));
    private static final JobAnswer MISSING = new JobAnswer.NotFound();
    private static final JobAnswer FOREIGN = jobOf("proj-2");

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET",
            "/batch-jobs/bjb-1/status");

    @ParameterizedTest
    @EnumSource
    void isTheSameAsAMissingOneButForTheTraceId(Lookup lookup) throws IOException {
        request.addHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        MockHttpServletResponse foreign = write(answer(FOREIGN, lookup, 1000, null), OURS);
        MockHttpServletResponse missing = write(answer(MISSING, Lookup.HIT, 3, null), OURS);
        assertThat(foreign.getStatus()).isEqualTo(missing.getStatus()).isEqualTo(404);
        assertThat(headers(foreign)).isEqualTo(headers(missing));
        assertThat(foreign.getContentAsString()).isEqualTo(missing.getContentAsString());
    }

    @Test
    void isToldWithNothingOfWhatTheCacheOrLlamaCloudKnow() throws IOException {
        MockHttpServletResponse response = write(answer(FOREIGN, Lookup.HIT, 1000, null), OURS);
        assertThat(response.getHeaderNames()).doesNotContain("Age", "Cache-Status",
                "Proxy-Status", "ETag", "Retry-After");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentAsString()).contains("\"code\":\"job-not-found\"")
                .doesNotContain("upstreamStatus", "proj-2", "s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "%s", "W/%s"})
    void isNeverA304(String ifNoneMatch) throws IOException {
        request.addHeader("If-None-Match", ifNoneMatch.formatted(((JobStatus) FOREIGN)
                .entityTag()));
        assertThat(write(answer(FOREIGN, Lookup.HIT, 0, null), OURS).getStatus()).isEqualTo(404);
    }

    @Test
    void isAFailureAsAMissingOneIsWhileLlamaCloudFails() {
        JobStatusException failure = new JobStatusException(Failure.SERVER_ERROR, 503, null);
        for (JobAnswer hidden : List.of(FOREIGN, MISSING)) {
            assertThatExceptionOfType(JobStatusException.class).isThrownBy(
                    () -> write(answer(hidden, Lookup.EXPIRED, 9000, failure), OURS))
                    .isSameAs(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proj-1", "prj-1", "1", "PROJ-1"})
    void isNoJobOfTheCallersOwnProjects(String project) throws IOException {
        MockHttpServletResponse response = write(answer(jobOf(project), Lookup.HIT, 0, null),
                OURS);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getHeaderNames()).contains("Age", "Cache-Status", "ETag");
    }

    @Test
    void isToldInFullToWhoMaySeeAllProjects() throws IOException {
        assertThat(write(answer(FOREIGN, Lookup.HIT, 0, null), Projects.ALL).getStatus())
                .isEqualTo(200);
        assertThat(write(answer(MISSING, Lookup.HIT, 0, null), Projects.ALL).getHeaderNames())
                .contains("Age", "Cache-Status");
    }

    private MockHttpServletResponse write(CachedAnswer cached, Projects projects)
            throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        new StatusWriter(GATEWAY, new ProblemWriter(GATEWAY, JsonMapper.shared())).write(request,
                response, cached, projects);
        return response;
    }

    private static Map<String, List<String>> headers(MockHttpServletResponse response) {
        Map<String, List<String>> headers = new TreeMap<>();
        response.getHeaderNames().forEach(name -> headers.put(name, response.getHeaders(name)));
        return headers;
    }

    private static CachedAnswer answer(JobAnswer answer, Lookup lookup, int ageMillis,
            @Nullable JobStatusException insteadOf) {
        return new CachedAnswer(answer, Duration.ofMillis(ageMillis), Duration.ofSeconds(2),
                Duration.ZERO, lookup, false, insteadOf, null);
    }

    private static JobStatus jobOf(String project) {
        return new JobStatus(JobState.RUNNING, project, 0, "{\"s3cret\":1}".getBytes(UTF_8));
    }
}
