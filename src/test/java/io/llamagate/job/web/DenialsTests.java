package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.caller.TestCallers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class DenialsTests {
    private static final GatewayProperties GATEWAY = new GatewayProperties("edge-1",
            new GatewayProperties.Problems(null), new GatewayProperties.Cors(List.of()));

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Denials denials = new Denials(
            new ProblemWriter(GATEWAY, JsonMapper.shared()), GATEWAY, registry);

    @Test
    void askForATokenWhereThereIsNone() throws IOException {
        MockHttpServletResponse response = answer(request(),
                new InsufficientAuthenticationException("why"));
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer realm=\"edge-1\"");
        assertThat(response.getContentAsString()).contains("\"code\":\"unauthenticated\"",
                "The request has no bearer token.");
    }

    @Test
    void sayThatATokenIsNotValidWithoutSayingWhy(CapturedOutput output) throws IOException {
        MockHttpServletResponse response = answer(withToken(), refused());
        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getHeader("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"edge-1\", error=\"invalid_token\"");
        assertThat(response.getContentAsString()).contains("\"code\":\"unauthenticated\"",
                "The bearer token is unknown, expired or not for this gateway.")
                .doesNotContain("why", "t0ken");
        assertThat(output).contains("Denied: unauthenticated to caller nobody at 192.0.2.1")
                .doesNotContain("t0ken");
    }

    /** Of each mode, since LlamaCloud's key is a token of nobody's. */
    @Test
    void tellTheGatewayItselfThatItAsksItself(CapturedOutput output) throws IOException {
        MockHttpServletRequest own = withToken();
        own.addHeader("User-Agent", "llamagate/1.2.3");
        MockHttpServletResponse response = answer(own, refused());
        assertThat(response.getStatus()).isEqualTo(502);
        assertThat(response.getHeader("Proxy-Status"))
                .isEqualTo("edge-1; error=proxy_loop_detected");
        assertThat(output).doesNotContain("Denied");
    }

    @Test
    void forbidWhomNoRuleNamesForTheRecord(CapturedOutput output) throws IOException {
        MockHttpServletResponse response = answer(withToken(), TestCallers.unknown());
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getHeader("WWW-Authenticate"))
                .endsWith("error=\"insufficient_scope\"");
        assertThat(response.getContentAsString()).contains("\"code\":\"caller-not-allowed\"");
        assertThat(output).containsOnlyOnce("llamagate.audit").contains(
                "Denied: caller-not-allowed to caller nobody at 192.0.2.1")
                .doesNotContain("t0ken");
    }

    @Test
    void sayWhenToAskAgainWhileNobodyCanDecide(CapturedOutput output) throws IOException {
        MockHttpServletResponse response = answer(withToken(),
                new AuthenticationServiceException("why"));
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("10");
        assertThat(response.getHeaderNames()).doesNotContain("WWW-Authenticate", "X-Should-Retry");
        assertThat(response.getContentAsString()).contains("\"code\":\"callers-unverifiable\"")
                .doesNotContain("why");
        assertThat(output).contains("Denied: callers-unverifiable to caller nobody");
    }

    @Test
    void holdNobodyWhoCannotBeDecidedAboutToAnyNumber() throws IOException {
        for (int i = 0; i < 20; i++) {
            answer(withToken(), new AuthenticationServiceException("why"));
        }
        assertThat(answer(withToken(), refused()).getStatus()).isEqualTo(401);
    }

    @Test
    void bearTenTokensThatAreNotValidFromAnAddress() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(answer(withToken(), refused()).getStatus()).isEqualTo(401);
        }
        MockHttpServletResponse response = answer(withToken(), refused());
        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeader("Retry-After")).matches("[56]");
        assertThat(response.getHeaderNames()).doesNotContain("WWW-Authenticate");
        assertThat(response.getContentAsString())
                .contains("Too many tokens from this address were not valid.");
    }

    /** Many requests may be held when the token expires that all of them came with. */
    @Test
    void bearAnyNumberOfTokensThatWereValidWhenTheyCame(CapturedOutput output)
            throws IOException {
        MockHttpServletRequest admitted = withToken();
        admitted.setAttribute(Admission.CALLER, TestCallers.named("billing"));
        for (int i = 0; i < 20; i++) {
            assertThat(answer(admitted, refused()).getStatus()).isEqualTo(401);
        }
        assertThat(output).contains("Denied: unauthenticated to caller billing at 192.0.2.1");
    }

    @Test
    void bearAnyNumberOfRequestsWithoutAToken() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(answer(request(), refused()).getStatus()).isEqualTo(401);
        }
        assertThat(answer(withToken(), refused()).getStatus()).isEqualTo(401);
    }

    @Test
    void ofAPagesOriginAskForNoToken(CapturedOutput output) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        denials.denyOrigin(request(), response);
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getHeaderNames()).doesNotContain("WWW-Authenticate");
        assertThat(output).contains("Denied: caller-not-allowed to caller nobody");
    }

    @Test
    void ofACallersLimitAreForTheRecord(CapturedOutput output) throws IOException {
        denials.limit(request(), new MockHttpServletResponse(), "billing", Duration.ofSeconds(2));
        assertThat(output).contains("Denied: rate-limited to caller billing at 192.0.2.1");
        assertThat(count("rate-limited")).isEqualTo(1);
    }

    @Test
    void areCountedByTheirReason() throws IOException {
        answer(withToken(), refused());
        answer(request(), refused());
        answer(withToken(), TestCallers.unknown());
        assertThat(count("unauthenticated")).isEqualTo(2);
        assertThat(count("caller-not-allowed")).isEqualTo(1);
    }

    private static AuthenticationException refused() {
        return new BadCredentialsException("why");
    }

    private double count(String reason) {
        return registry.get("llamagate.denied").tag("reason", reason).counter().count();
    }

    private MockHttpServletResponse answer(MockHttpServletRequest request,
            AuthenticationException cause) throws IOException {
        MockHttpServletResponse response = new MockHttpServletResponse();
        denials.unauthenticated(request, response, cause);
        return response;
    }

    private static MockHttpServletRequest withToken() {
        MockHttpServletRequest request = request();
        request.addHeader("Authorization", "Bearer t0ken");
        return request;
    }

    private static MockHttpServletRequest request() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET",
                "/batch-jobs/bjb-1/status");
        request.setRemoteAddr("192.0.2.1");
        return request;
    }
}
