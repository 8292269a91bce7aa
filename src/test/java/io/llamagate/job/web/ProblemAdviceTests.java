package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.caller.TestCallers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** What callers are told about projects; the rest of the advice, in JobStatusControllerTests. */
@ExtendWith(OutputCaptureExtension.class)
class ProblemAdviceTests {
    private static final GatewayProperties GATEWAY = new GatewayProperties("edge-1",
            new GatewayProperties.Problems(null), new GatewayProperties.Cors(List.of()));

    private final ProblemWriter problems = new ProblemWriter(GATEWAY, JsonMapper.shared());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ProblemAdvice advice = new ProblemAdvice(problems,
            new Denials(problems, GATEWAY, registry));
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET",
            "/batch-jobs/bjb-1/status");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void forbidsAProjectOfOthersForTheRecord(CapturedOutput output) throws IOException {
        request.setAttribute(Admission.CALLER, TestCallers.of("proj-1"));
        request.setQueryString("project_id=proj-2");
        request.addHeader("Authorization", "Bearer t0ken");
        advice.notAllowed(TestCallers.notAllowed(), request, response);
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentAsString()).contains("\"code\":\"project-not-allowed\"",
                "project_id names a project that you may not see.").doesNotContain("proj-");
        assertThat(output).containsOnlyOnce("llamagate.audit")
                .contains("Denied: project-not-allowed to caller someone at 127.0.0.1")
                .doesNotContain("t0ken");
        assertThat(registry.get("llamagate.denied").tag("reason", "project-not-allowed").counter()
                .count()).isEqualTo(1);
    }

    @Test
    void asksForAProjectWhereSeveralKeysWouldDo(CapturedOutput output) throws IOException {
        advice.ambiguous(TestCallers.projectRequired(), request, response);
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("\"code\":\"project-required\"",
                "name one of your projects as project_id");
        assertThat(output).doesNotContain("llamagate.audit");
    }
}
