package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import io.llamagate.ManualTime;
import io.llamagate.job.Projects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

@ExtendWith(OutputCaptureExtension.class)
class CallersTests {
    @TempDir
    private Path directory;

    private final ManualTime time = new ManualTime();

    @Test
    void areOneForAllInModeOpen() {
        Callers callers = open();
        assertThat(callers.areEveryone()).isTrue();
        assertThat(callers.known(null, null)).isEqualTo(callers.known(null, "Bearer whatever"))
                .isEqualTo(callers.of(null))
                .isEqualTo(new Caller("everyone", Projects.ALL, TestCallers.LIMIT));
    }

    @Test
    void haveNoTokensInModeOpen() {
        assertThatExceptionOfType(BadCredentialsException.class)
                .isThrownBy(() -> authenticate(open(), "token"));
    }

    @Test
    void areNotKnownBeforeTheirTokenWasDecidedAbout() throws IOException {
        Callers callers = listing("token");
        assertThat(callers.areEveryone()).isFalse();
        assertThat(callers.known(null, "Bearer token")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer token", "bearer token", "BEARER token"})
    void areKnownByTheirHeaderAfterwards(String authorization) throws IOException {
        Callers callers = listing("token");
        authenticate(callers, "token");
        assertThat(callers.known(null, authorization)).returns("orders", Caller::name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "token", "Bearer", "Bearer ", "Bearertoken", "Bearer  token",
        "Bearer token ", "Bearer token, Bearer token", "Basic token", "Bearer Token",
        "Bearer other"})
    void areNotKnownByAnyOtherHeader(String authorization) throws IOException {
        Callers callers = listing("token");
        authenticate(callers, "token");
        assertThat(callers.known(null, authorization)).isNull();
        assertThat(callers.known(null, null)).isNull();
    }

    @Test
    void areDecidedAboutAgainAfterFiveSeconds() throws IOException {
        Callers callers = listing("token");
        authenticate(callers, "token");
        time.passes(Duration.ofSeconds(5));
        assertThat(callers.known(null, "Bearer token")).isNull();
    }

    @Test
    void areNotRememberedWhenTheirTokenIsRefused() throws IOException {
        Callers callers = listing("token");
        assertThatExceptionOfType(BadCredentialsException.class)
                .isThrownBy(() -> authenticate(callers, "other"));
        assertThat(callers.known(null, "Bearer other")).isNull();
    }

    @Test
    void areOutAtOnceWhenTheFileNoLongerListsTheirToken(CapturedOutput output)
            throws IOException {
        Callers callers = listing("token");
        authenticate(callers, "token");
        list("other");
        callers.reload();
        assertThat(callers.known(null, "Bearer token")).isNull();
        assertThatExceptionOfType(BadCredentialsException.class)
                .isThrownBy(() -> authenticate(callers, "token"));
        assertThat(output).contains("llamagate.audit", "The file of callers changed")
                .doesNotContain(TokenHash.of("other").toString());
    }

    @Test
    void areWhoTheyWereWhileTheFileListsTheirToken() throws IOException {
        Callers callers = listing("token");
        Caller caller = callers.of(authenticate(callers, "token"));
        assertThat(callers.current(caller, null, "Bearer token")).isEqualTo(caller);
        list("other");
        callers.reload();
        assertThat(callers.current(caller, null, "Bearer token")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer  "})
    void areNobodyAnyMoreWithoutAToken(String authorization) throws IOException {
        Callers callers = listing("token");
        Caller caller = callers.of(authenticate(callers, "token"));
        assertThat(callers.current(caller, null, authorization)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stayKnownWhileTheFileIsTheSameOrBroken(boolean broken, CapturedOutput output)
            throws IOException {
        Callers callers = listing("token");
        authenticate(callers, "token");
        if (broken) {
            Files.writeString(file(), "callers: [");
        }
        callers.reload();
        assertThat(callers.known(null, "Bearer token")).isNotNull();
        assertThat(output).doesNotContain("The file of callers changed");
    }

    @Test
    void areThoseWhomSpringSecurityLetIn() throws IOException {
        Callers callers = listing("token");
        assertThat(callers.of(authenticate(callers, "token"))).returns("orders", Caller::name);
    }

    @Test
    void areNobodyWhomSpringSecurityDidNotLetIn() throws IOException {
        Callers callers = listing("token");
        assertThatIllegalStateException().isThrownBy(() -> callers.of(null));
        assertThatIllegalStateException()
                .isThrownBy(() -> callers.of(new TestingAuthenticationToken("orders", "x")));
    }

    @Test
    void areKnownByTheirCertificates() throws Exception {
        Certificates certificates = new Certificates(directory);
        certificates.make("orders", "CN=orders", "");
        Callers callers = certified(presented -> presented);
        Authentication known = callers.authenticate(certificates.get("orders"));
        assertThat(callers.of(known)).returns("orders", Caller::name)
                .returns(Projects.of(List.of("proj-1")), Caller::projects);
    }

    @Test
    void areWhoTheirCertificateSaysWhateverTokenTheyShow() throws Exception {
        Callers callers = certified(_ -> {
            throw new BadCredentialsException("not looked at");
        });
        X509Certificate certificate = certificate();
        assertThat(callers.known(certificate, "Bearer token")).returns("orders", Caller::name);
        assertThat(callers.current(TestCallers.everyone(), certificate, "Bearer token"))
                .returns("orders", Caller::name);
    }

    @Test
    void areNobodyAnyMoreWhenTheirCertificateIsOver() throws Exception {
        Callers callers = certified(presented -> presented);
        X509Certificate certificate = certificate();
        willThrow(new CertificateExpiredException()).given(certificate).checkValidity();
        assertThat(callers.known(certificate, null)).isNull();
        assertThat(callers.current(TestCallers.everyone(), certificate, null)).isNull();
    }

    private Callers certified(AuthenticationManager tokens) {
        return callers(tokens, "certificates[0].match=CN=orders", "certificates[0].name=orders",
                "certificates[0].projects=proj-1");
    }

    private static X509Certificate certificate() {
        X509Certificate certificate = mock();
        given(certificate.getSubjectX500Principal()).willReturn(new X500Principal("CN=orders"));
        return certificate;
    }

    @Test
    void areNobodyWithACertificateThatNoRuleNames() throws Exception {
        Certificates certificates = new Certificates(directory);
        certificates.make("orders", "CN=orders", "");
        assertThat(open().authenticate(certificates.get("orders"))).isNull();
    }

    @Test
    void haveLimits() {
        Callers callers = callers(null, "limit.requests-per-second=2", "limit.burst=3");
        assertThat(callers.allowanceOf(callers.of(null)).policy())
                .isEqualTo("\"caller\";q=3;w=2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areToldTheirLimitsUnlessThatIsSwitchedOff(boolean told) {
        assertThat(callers(null, "rate-limit-headers=" + told).tellLimits()).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"mode=,OPEN", "mode=open,OPEN", "mode=token,TOKEN", "mode=jwt,JWT",
        "mode=certificate,CERTIFICATE"})
    void areAuditedByTheirModeAtTheStart(String mode, String told, CapturedOutput output) {
        callers(null, mode);
        assertThat(output).containsOnlyOnce("Callers are told apart by mode " + told);
    }

    private Callers open() {
        return callers(null);
    }

    private Callers listing(String token) throws IOException {
        list(token);
        return callers(
                new TokenCallers(
                        TestCallers.settings("mode=token", "tokens-file=" + file())),
                "mode=token");
    }

    private Callers callers(@Nullable AuthenticationManager tokens, String... settings) {
        return new Callers(TestCallers.settings(settings), tokens, new KnownCallers(time, time),
                new CallerLimits(time));
    }

    private static Authentication authenticate(Callers callers, String token) {
        return callers.authenticate(new BearerTokenAuthenticationToken(token));
    }

    private void list(String token) throws IOException {
        Files.writeString(file(), "callers: [{name: orders, sha256: [%s], projects: ['*']}]"
                .formatted(TokenHash.of(token)));
    }

    private Path file() {
        return directory.resolve("callers.yml");
    }
}
