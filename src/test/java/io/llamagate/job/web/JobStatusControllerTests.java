package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import io.llamagate.caller.ProjectAccess;
import io.llamagate.caller.TestCallers;
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
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

@WebMvcTest(controllers = JobStatusController.class,
        excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = FastLane.class))
@EnableConfigurationProperties(GatewayProperties.class)
@Import({Admission.class, Answers.class, StatusWriter.class, ProblemWriter.class, Denials.class,
    JobStatusControllerTests.Everyones.class})
@ExtendWith(OutputCaptureExtension.class)
class JobStatusControllerTests {
    private static final String TRACEPARENT =
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Autowired
    private MockMvcTester gateway;

    @MockitoBean
    private LongPolls polls;

    /** All requests come from the one caller that everyone is. */
    @TestConfiguration
    static class Everyones {
        @Bean
        MockMvcBuilderCustomizer everyone() {
            return builder -> builder.defaultRequest(MockMvcRequestBuilders.get("/")
                    .requestAttr(Admission.CALLER, Everyone.CALLER));
        }

        @Bean
        ProjectAccess access() {
            return new ProjectAccess(new KeyNames(List.of()));
        }

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @MockitoBean
    private CachedJobStatuses statuses;

    @MockitoBean
    private Callers callers;

    @BeforeEach
    void nameTheCaller() {
        given(callers.nameOf(Everyone.CALLER)).willReturn(Everyone.CALLER.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batch-jobs/bjb-1/status", "/api/v1/beta/batch-processing/bjb-1"})
    void answersWithTheStatusAtBothPaths(String path) {
        known("bjb-1", null, null);
        assertThat(gateway.get().uri(path)).hasStatusOk().hasContentType("application/json")
                .bodyText().isEqualTo("{}");
    }

    @Test
    void asksInTheProjectAndOrganizationThatTheCallerNames() {
        known("bjb-1", "p-1", "o-1");
        assertThat(gateway.get()
                .uri("/batch-jobs/bjb-1/status?project_id=p-1&organization_id=o-1&other=x"))
                .hasStatusOk();
    }

    @Test
    void tellsWhichParameterIsInvalid() {
        assertThat(gateway.get().uri("/batch-jobs/bjb-1/status?organization_id=a b")).hasStatus(400)
                .bodyJson().extractingPath("$.detail").asString()
                .startsWith("organization_id must be");
        then(statuses).shouldHaveNoInteractions();
    }

    @Test
    void passesOnWhatTheCallerDemands() {
        Demand noCache = new Demand(Duration.ZERO, null, null, null, false);
        given(statuses.get(any(), eq(noCache), any())).willReturn(answer(new JobAnswer.NotFound()));
        assertThat(gateway.get().uri("/batch-jobs/bjb-1/status").header("Cache-Control",
                "no-cache")).hasStatus(404);
    }

    @Test
    void refusesWhoIsNoLongerLetInWhenItsWaitIsOver() {
        given(statuses.get(any(), any(), any())).willReturn(answer(status()));
        given(callers.current(Everyone.CALLER, null, "Bearer revoked")).willReturn(null);
        assertThat(afterWait()).hasStatus(401)
                .hasHeader("WWW-Authenticate",
                        "Bearer realm=\"llamagate\", error=\"invalid_token\"")
                .bodyJson().extractingPath("$.code").isEqualTo("unauthenticated");
        then(statuses).shouldHaveNoInteractions();
    }

    @Test
    void showsTheProjectsThatItsCallerMaySeeWhenItsWaitIsOver() {
        Caller restricted = TestCallers.of("proj-2");
        given(callers.current(Everyone.CALLER, null, "Bearer revoked")).willReturn(restricted);
        given(callers.nameOf(restricted)).willReturn(restricted.name());
        given(statuses.get(any(), any(), any())).willReturn(answer(status()));
        given(statuses.anew(any(), any())).willReturn(answer(status()));
        assertThat(afterWait()).hasStatus(404);
    }

    private MvcTestResult afterWait() {
        return gateway.get().uri("/batch-jobs/bjb-1/status").header("Prefer", "wait=40")
                .header("Authorization", "Bearer revoked").with(request -> {
                    request.setDispatcherType(DispatcherType.ASYNC);
                    return request;
                }).exchange();
    }

    @Test
    void tellsWhyThereIsNoAnswer() {
        given(statuses.get(any(), any(), any())).willReturn(CompletableFuture.failedFuture(
                new JobStatusException(Failure.RATE_LIMITED, 429, Duration.ofSeconds(30))));
        MvcTestResult result = gateway.get().uri("/batch-jobs/bjb-1/status").exchange();
        assertThat(result).hasStatus(503).hasHeader("Retry-After", "30")
                .hasHeader("X-Should-Retry", "false")
                .hasHeader("Proxy-Status",
                        "llamagate; error=destination_unavailable; received-status=429");
        assertThat(result).bodyJson().extractingPath("$.code").isEqualTo("upstream-rate-limited");
    }

    @Test
    void tellsThatAJobIsMissingWithTheAgeOfThatKnowledge() {
        given(statuses.get(any(), any(), any())).willReturn(answer(new JobAnswer.NotFound()));
        assertThat(gateway.get().uri("/batch-jobs/bjb-1/status")).hasStatus(404)
                .hasHeader("Age", "1").hasHeader("Cache-Control", "no-store");
    }

    @Test
    void tellsADefectByItsTraceIdAlone(CapturedOutput output) {
        given(statuses.get(any(), any(), any()))
                .willReturn(CompletableFuture.failedFuture(new IllegalStateException("secret")));
        MvcTestResult result = gateway.get().uri("/batch-jobs/bjb-1/status")
                .header("traceparent", TRACEPARENT).exchange();
        assertThat(result).hasStatus(500).bodyText()
                .contains("\"code\":\"internal-error\"", "0af7651916cd43dd8448eb211c80319c")
                .doesNotContain("secret", "Exception");
        assertThat(output).contains("0af7651916cd43dd8448eb211c80319c");
    }

    private void known(String job, @Nullable String project, @Nullable String organization) {
        given(statuses.get(new JobRef(new JobId(job), project, organization), Demand.NONE,
                Everyone.CALLER.name()))
                .willReturn(answer(status()));
    }

    private static JobStatus status() {
        return new JobStatus(JobState.RUNNING, "proj-1", 0, "{}".getBytes(UTF_8));
    }

    private static CompletableFuture<CachedAnswer> answer(JobAnswer answer) {
        return CompletableFuture.completedFuture(new CachedAnswer(answer, Duration.ofSeconds(1),
                Duration.ofSeconds(2), Duration.ZERO, Lookup.HIT, false, null, null));
    }
}
