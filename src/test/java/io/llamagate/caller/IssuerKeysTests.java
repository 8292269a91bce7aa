package io.llamagate.caller;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SimpleSecurityContext;
import io.llamagate.caller.CallerProperties.Jwt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
@ExtendWith(OutputCaptureExtension.class)
class IssuerKeysTests {
    private static final int MEBIBYTE = 1 << 20;
    private static final ECKey KEY = key();
    private static final String LIST = new JWKSet(KEY).toString();

    @TempDir
    private static Path directory;

    @RegisterExtension
    private static final MockIssuer issuer = new MockIssuer();

    private static WireMockServer cluster = new WireMockServer();

    /** As a Kubernetes API server: its certificate is of an authority that only pods are told. */
    @BeforeAll
    static void startCluster() throws Exception {
        certificates().make("cluster", "CN=kubernetes", "ip:127.0.0.1");
        certificates().make("another-host", "CN=kubernetes", "dns:another.example");
        cluster = new WireMockServer(options().bindAddress("127.0.0.1").httpDisabled(true)
                .dynamicHttpsPort().keystoreType("PKCS12")
                .keystorePath(certificates().store("cluster").toString())
                .keystorePassword(Certificates.PASSWORD)
                .keyManagerPassword(Certificates.PASSWORD));
        cluster.start();
        cluster.stubFor(get(MockIssuer.KEYS).willReturn(okJson(LIST)));
    }

    @AfterAll
    static void stopCluster() {
        cluster.stop();
    }

    @BeforeEach
    void issuerListsAKey() {
        issuer.lists(KEY);
    }

    @Test
    void areFoundByDiscovery() throws Exception {
        assertThat(fetch(ofIssuer()).getKeyByKeyId("key-1")).isEqualTo(KEY.toPublicJWK());
    }

    @Test
    void areFoundByDiscoveryBelowAnIssuerThatEndsInASlash() throws Exception {
        discoveryTells(issuer.url() + "/", issuer.url() + MockIssuer.KEYS);
        assertThat(fetch(keys("issuer=" + issuer.url() + "/")).size()).isEqualTo(1);
        issuer.verify(1, getRequestedFor(urlEqualTo(MockIssuer.DISCOVERY)));
    }

    @Test
    void areFetchedWithoutDiscoveryWhereTheirAddressIsSet() throws Exception {
        IssuerKeys keys = keys("issuer=https://kubernetes.default.svc",
                "jwks-uri=" + issuer.url() + MockIssuer.KEYS);
        assertThat(fetch(keys).size()).isEqualTo(1);
        issuer.verify(0, getRequestedFor(urlEqualTo(MockIssuer.DISCOVERY)));
    }

    @Test
    void areKnownFromTheFirstThatCame() throws Exception {
        IssuerKeys keys = ofIssuer();
        assertThat(keys.areKnown()).isFalse();
        issuer.isAway();
        assertUnavailable(keys);
        assertThat(keys.areKnown()).isFalse();
        issuer.lists(KEY);
        fetch(keys);
        issuer.isAway();
        assertUnavailable(keys);
        assertThat(keys.areKnown()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s/", "%s/x", "HTTP:%s", "https://other.example", ""})
    void areNotTakenFromTheDiscoveryOfAnotherIssuer(String other) {
        String name = other.startsWith("HTTP:")
                ? issuer.url().replace("http:", "HTTP:")
                : other.formatted(issuer.url());
        discoveryTells(name, issuer.url() + MockIssuer.KEYS);
        assertUnavailable(ofIssuer());
        issuer.verify(0, getRequestedFor(urlEqualTo(MockIssuer.KEYS)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "", "<html>", "{\"issuer\":7}",
        "{\"issuer\":\"%s\"}",
        "{\"issuer\":\"%s\",\"jwks_uri\":7}", "{\"issuer\":\"%s\",\"jwks_uri\":\"\"}",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"http://[\"}",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"openid/v1/jwks\"}",
        "{\"issuer\":\"%s\",\"jwks_uri\":\"file:///etc/passwd\"}"})
    void areUnavailableWhereDiscoveryDoesNotTellWhereTheyAre(String metadata) {
        issuer.answers(MockIssuer.DISCOVERY, ok(metadata.formatted(issuer.url())));
        assertUnavailable(ofIssuer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "null", "\"keys\"", "{\"keys\":{}}",
        "{\"keys\":[", "{\"keys\":[7]}"})
    void areUnavailableWhenTheAnswerListsNone(String body) {
        issuer.answers(MockIssuer.KEYS, ok(body));
        assertUnavailable(ofIssuer());
    }

    @ParameterizedTest
    @ValueSource(strings = {MockIssuer.DISCOVERY, MockIssuer.KEYS})
    void areUnavailableWhenAnAnswerIsNestedDeeply(String path) {
        issuer.answers(path, ok("{\"keys\":" + "[".repeat(500_000)));
        assertUnavailable(ofIssuer());
    }

    @Test
    void areComplainedAboutOnceWhileTheReasonIsTheSame(CapturedOutput output) {
        issuer.answers(MockIssuer.KEYS, status(503));
        IssuerKeys keys = ofIssuer();
        assertUnavailable(keys);
        assertUnavailable(keys);
        assertThat(output).containsOnlyOnce("cannot be had: it answers 503");
    }

    @ParameterizedTest
    @CsvSource({"204", "304", "400", "401", "403", "404", "500", "503"})
    void areUnavailableWhenTheAnswerIsAnyOtherThan200(int status) {
        issuer.answers(MockIssuer.KEYS, status(status).withBody(status > 304 ? LIST : null));
        assertUnavailable(ofIssuer());
    }

    @Test
    void areUnavailableBehindARedirect() {
        issuer.answers("/elsewhere", okJson(LIST));
        issuer.answers(MockIssuer.KEYS, temporaryRedirect(issuer.url() + "/elsewhere"));
        assertUnavailable(ofIssuer());
        issuer.answers(MockIssuer.DISCOVERY, permanentRedirect(issuer.url() + "/elsewhere"));
        assertUnavailable(ofIssuer());
        issuer.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
    }

    @Test
    void areReadUpToOneMebibyte() throws Exception {
        issuer.answers(MockIssuer.KEYS, okJson(LIST + " ".repeat(MEBIBYTE - LIST.length())));
        assertThat(fetch(ofIssuer()).size()).isEqualTo(1);
    }

    @Test
    void areUnavailableWhenTheAnswerIsLonger() {
        issuer.answers(MockIssuer.KEYS, okJson(LIST + " ".repeat(MEBIBYTE - LIST.length() + 1)));
        assertUnavailable(ofIssuer());
    }

    @Test
    void areUnavailableWhenTheAnswerIsMuchLonger() {
        issuer.answers(MockIssuer.KEYS, okJson("{\"x\":\"%s\",%s"
                .formatted("x".repeat(20 * MEBIBYTE), LIST.substring(1))));
        assertUnavailable(ofIssuer());
    }

    @ParameterizedTest
    @ValueSource(strings = {MockIssuer.DISCOVERY, MockIssuer.KEYS})
    void areUnavailableWhenNoAnswerComesInTime(String path) {
        issuer.answers(path, okJson(LIST).withFixedDelay(60_000));
        assertUnavailable(withPatience(Duration.ofMillis(300)));
    }

    @ParameterizedTest
    @ValueSource(strings = {MockIssuer.DISCOVERY, MockIssuer.KEYS})
    void areUnavailableWhenAnAnswerTrickles(String path) {
        issuer.answers(path, okJson(LIST).withChunkedDribbleDelay(100, 10_000));
        assertUnavailable(withPatience(Duration.ofMillis(700)));
    }

    // Where they are asked for.

    @ParameterizedTest
    @ValueSource(strings = {"http://issuer.example", "http://192.0.2.1", "http://127.0.0.1.example",
        "http://localhost.example", "ftp://127.0.0.1", "file:///etc", "issuer.example",
        "//127.0.0.1",
        "http://user@192.0.2.1"})
    void areNotAskedForInThePlain(String address) {
        assertUnavailable(keys("issuer=" + address)).havingCause()
                .withMessage("its address is not one of https");
        assertUnavailable(keys("issuer=x", "jwks-uri=" + address)).havingCause()
                .withMessage("its address is not one of https");
    }

    @Test
    void areNotAskedForInThePlainWhereDiscoverySaysSo() {
        discoveryTells(issuer.url(), "http://192.0.2.1/keys");
        assertUnavailable(ofIssuer()).havingCause().withMessage("its address is not one of https");
    }

    // What is shown, and whom is trusted.

    @Test
    void areAskedForWithoutATokenWhereNoneIsSet() throws Exception {
        fetch(ofIssuer());
        issuer.verify(2, getRequestedFor(anyUrl()).withoutHeader("Authorization"));
    }

    @Test
    void areAskedForWithTheTokenThatTheFileHoldsAtEachLook() throws Exception {
        IssuerKeys keys = keys("issuer=" + issuer.url(), "token-file=" + write("token", "one\n"));
        fetch(keys);
        write("token", "two");
        fetch(keys);
        for (String token : List.of("one", "two")) {
            issuer.verify(2, getRequestedFor(anyUrl()).withHeader("Authorization",
                    equalTo("Bearer " + token)));
        }
    }

    @Test
    void areNotAskedForWithoutTheTokenThatIsSet() {
        assertUnavailable(
                keys("issuer=" + issuer.url(), "token-file=" + directory.resolve("none")));
        assertThat(issuer.getAllServeEvents()).isEmpty();
    }

    @Test
    void areNotAskedForWithAFileThatIsNoToken() throws Exception {
        assertUnavailable(keys("issuer=" + issuer.url(),
                "token-file=" + write("no-token", "one\nX-Other: two")));
        assertThat(issuer.getAllServeEvents()).isEmpty();
    }

    @Test
    void areFetchedFromAClusterWhoseAuthorityIsSet() throws Exception {
        IssuerKeys keys = ofCluster(write("ca.crt", certificates().pem("cluster")));
        assertThat(fetch(keys).size()).isEqualTo(1);
        assertThat(cluster.getAllServeEvents().getFirst().getRequest().getHeader("Authorization"))
                .isEqualTo("Bearer pod");
    }

    @Test
    void areUnavailableFromAClusterWhoseAuthorityIsNotTrusted() throws Exception {
        cluster.resetRequests();
        assertUnavailable(keys("issuer=x", "jwks-uri=" + clusterKeys()));
        assertUnavailable(ofCluster(write("ca.crt", certificates().pem("another-host"))));
        assertThat(cluster.getAllServeEvents()).isEmpty();
    }

    @Test
    void areFetchedOnceTheFileHoldsTheAuthority() throws Exception {
        IssuerKeys keys = ofCluster(write("ca.crt", certificates().pem("another-host")));
        assertUnavailable(keys);
        write("ca.crt", certificates().pem("another-host") + certificates().pem("cluster"));
        assertThat(fetch(keys).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void areUnavailableWhenTheFileHoldsNoAuthority(String pem) throws Exception {
        assertUnavailable(ofCluster(write("ca.crt", pem)));
    }

    @Test
    void areUnavailableWhenThereIsNoFileOfAnAuthority() throws Exception {
        assertUnavailable(ofCluster(directory.resolve("none")));
    }

    @Test
    void areUnavailableFromAHostThatItsCertificateDoesNotName() throws Exception {
        Path authority = write("ca.crt", certificates().pem("cluster"));
        assertUnavailable(keys("issuer=x", "ca-file=" + authority,
                "jwks-uri=https://localhost:" + cluster.httpsPort() + MockIssuer.KEYS));
    }

    private static void discoveryTells(String name, String address) {
        issuer.answers(MockIssuer.DISCOVERY, okJson("""
                {"issuer":"%s","jwks_uri":"%s"}""".formatted(name, address)));
    }

    private static ThrowableAssertAlternative<JWKSetUnavailableException> assertUnavailable(
            IssuerKeys keys) {
        return assertThatExceptionOfType(JWKSetUnavailableException.class)
                .isThrownBy(() -> fetch(keys));
    }

    private static JWKSet fetch(IssuerKeys keys) throws JWKSetUnavailableException {
        return keys.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), 0,
                new SimpleSecurityContext());
    }

    private static IssuerKeys ofIssuer() {
        return keys("issuer=" + issuer.url());
    }

    private static IssuerKeys withPatience(Duration patience) {
        return new IssuerKeys(settings("issuer=" + issuer.url()), JsonMapper.shared(), patience);
    }

    private static IssuerKeys ofCluster(Path authority) throws Exception {
        return keys("issuer=https://kubernetes.default.svc", "ca-file=" + authority,
                "token-file=" + write("pod-token", "pod"),
                "jwks-uri=" + clusterKeys());
    }

    private static String clusterKeys() {
        return "https://127.0.0.1:" + cluster.httpsPort() + MockIssuer.KEYS;
    }

    private static IssuerKeys keys(String... settings) {
        return new IssuerKeys(settings(settings), JsonMapper.shared());
    }

    private static Jwt settings(String... settings) {
        return TestCallers.settings(Arrays.stream(settings)
                .map(setting -> "jwt." + setting).toArray(String[]::new)).jwt();
    }

    private static Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static Certificates certificates() {
        return new Certificates(directory);
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("key-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
