package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.llamagate.ManualTime;
import io.llamagate.caller.Allowance;
import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import io.llamagate.caller.TestCallers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class AdmissionTests {
    private static final Caller CALLER = TestCallers.of("proj-1");
    private static final GatewayProperties GATEWAY = new GatewayProperties("edge-1",
            new GatewayProperties.Problems(null), new GatewayProperties.Cors(List.of()));

    private final ManualTime time = new ManualTime();
    private final Allowance allowance = TestCallers.allowance(1, 2, time);
    private final Callers callers = mock();
    private final Admission admission = new Admission(callers,
            new Denials(new ProblemWriter(GATEWAY, JsonMapper.shared()), GATEWAY,
                    new SimpleMeterRegistry()));
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET",
            "/batch-jobs/bjb-1/status");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    AdmissionTests() {
        given(callers.allowanceOf(CALLER)).willReturn(allowance);
    }

    @Test
    void letsACallerInAndRemembersWhoItIs() throws IOException {
        assertThat(Admission.isAdmitted(request)).isFalse();
        assertThat(admission.admit(CALLER, request, response)).isTrue();
        assertThat(Admission.isAdmitted(request)).isTrue();
        assertThat(Admission.caller(request)).isEqualTo(CALLER);
        assertThat(response.getHeaderNames()).isEmpty();
    }

    @Test
    void tellsACallerWhatIsLeft() throws IOException {
        given(callers.tellLimits()).willReturn(true);
        admission.admit(CALLER, request, response);
        assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"caller\";q=2;w=2");
        assertThat(response.getHeader("RateLimit")).isEqualTo("\"caller\";r=1;t=1");
    }

    @Test
    void tellsACallerOverItsLimitWhenToAskAgain() throws IOException {
        takeAll();
        assertThat(admission.admit(CALLER, request, response)).isFalse();
        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(response.getHeaderNames()).doesNotContain("RateLimit", "X-Should-Retry");
        assertThat(response.getContentAsString()).contains("\"code\":\"rate-limited\"",
                "The limit of someone is reached.");
    }

    @Test
    void tellsACallerOverItsLimitWhatIsLeftToo() throws IOException {
        given(callers.tellLimits()).willReturn(true);
        takeAll();
        admission.admit(CALLER, request, response);
        assertThat(response.getHeader("RateLimit")).isEqualTo("\"caller\";r=0;t=2");
        assertThat(response.getHeader("RateLimit-Policy")).isEqualTo("\"caller\";q=2;w=2");
    }

    @Test
    void doesNotLetInWhoIsOverItsLimit() throws IOException {
        takeAll();
        admission.admit(CALLER, request, response);
        assertThat(Admission.isAdmitted(request)).isFalse();
        admission.settle(request, response);
        assertThat(allowance.left()).isEqualTo("\"caller\";r=0;t=2");
    }

    @Test
    void takesAWholeRequestForAnAnswerThatIsSent() throws IOException {
        admission.admit(CALLER, request, response);
        admission.settle(request, response);
        assertThat(allowance.left()).isEqualTo("\"caller\";r=1;t=1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403, 404, 502, 503})
    void takesAWholeRequestForEveryOtherAnswer(int status) throws IOException {
        admission.admit(CALLER, request, response);
        response.setStatus(status);
        admission.settle(request, response);
        assertThat(allowance.left()).isEqualTo("\"caller\";r=1;t=1");
    }

    @ParameterizedTest
    @ValueSource(ints = 304)
    void takesAFifthForAnAnswerThatIsNotSentAnew(int status) throws IOException {
        for (int i = 0; i < 6; i++) {
            assertThat(admission.admit(CALLER, request, response)).isTrue();
            response.setStatus(status);
            admission.settle(request, response);
        }
        assertThat(admission.admit(CALLER, request, response)).isFalse();
    }

    @Test
    void takesARequestForEachFurtherJob() throws IOException {
        admission.admit(CALLER, request, response);
        assertThat(admission.admitMore(CALLER, 0, request, response)).isTrue();
        assertThat(admission.admitMore(CALLER, 1, request, response)).isTrue();
        assertThat(admission.admitMore(CALLER, 1, request, response)).isFalse();
        assertThat(response.getStatus()).isEqualTo(429);
    }

    @Test
    void decidesAnewByAllThatTheRequestShowed() throws IOException {
        X509Certificate certificate = mock();
        request.setAttribute("jakarta.servlet.request.X509Certificate",
                new X509Certificate[]{certificate});
        request.addHeader("Authorization", "Bearer token");
        given(callers.current(CALLER, certificate, "Bearer token")).willReturn(CALLER)
                .willReturn(null);
        admission.admit(CALLER, request, response);
        Supplier<@Nullable Caller> asOfNow = admission.asOfNow(request);
        assertThat(asOfNow.get()).isEqualTo(CALLER);
        assertThat(asOfNow.get()).isNull();
    }

    @Test
    void givesNothingBackToNobody() {
        response.setStatus(401);
        admission.settle(request, response);
        assertThat(allowance.left()).isEqualTo("\"caller\";r=2;t=0");
    }

    private void takeAll() {
        while (allowance.take(1).isZero()) {
            assertThat(allowance.left()).startsWith("\"caller\";r=");
        }
    }
}
