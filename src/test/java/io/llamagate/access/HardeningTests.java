package io.llamagate.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.fault.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the gateway shows, and what it puts up with. */
@ExtendWith(OutputCaptureExtension.class)
class HardeningTests {
    private static final String STATUS = "/batch-jobs/bjb-1/status";
    private static final String PAGE = "https://jobs.example.com";

    private static final WireMockServer llamaCloud = RunningJobs.llamaCloud();
    private static final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).build();

    private static Gateway closed;
    private static Gateway lenient;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        Path tokens = Tokens.file(directory);
        closed = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token",
                "--llamagate.callers.tokens-file=" + tokens);
        lenient = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token",
                "--llamagate.callers.tokens-file=" + tokens, "--llamagate.cors.origins=" + PAGE,
                "--server.forward-headers-strategy=native",
                "--server.tomcat.remoteip.internal-proxies=127\\.0\\.0\\.1",
                "--llamagate.callers.rate-limit-headers=false",
                "--springdoc.swagger-ui.enabled=false", "--springdoc.api-docs.enabled=false");
    }

    @AfterAll
    static void end() {
        closed.close();
        lenient.close();
        llamaCloud.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {STATUS, "/problems", "/v3/api-docs", "/swagger-ui/index.html", "/nope",
        "/batch-jobs/a%2Fb/status", "/a|b"})
    void everyAnswerIsWhatItsTypeSaysAndNamesNoServer(String path) throws Exception {
        String answer = raw(closed, "GET " + path + " HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: Bearer token\r\nConnection: close\r\n\r\n");
        assertThat(answer).containsIgnoringCase("X-Content-Type-Options: nosniff")
                .doesNotContainIgnoringCase("\r\nServer:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/problems", "/swagger-ui/index.html"})
    void pagesRunNothingFromElsewhere(String path) throws Exception {
        assertThat(ask(closed, path).headers().firstValue("Content-Security-Policy")).get()
                .asString().contains("default-src 'self'", "frame-ancestors 'none'");
    }

    @Test
    void pagesOfOtherOriginsMayNotAsk() throws Exception {
        assertThat(ask(closed, STATUS, "Origin", PAGE).headers().map())
                .doesNotContainKey("Access-Control-Allow-Origin");
    }

    @Test
    void pagesOfListedOriginsMay() throws Exception {
        assertThat(ask(lenient, STATUS, "Origin", PAGE).headers()
                .firstValue("Access-Control-Allow-Origin")).hasValue(PAGE);
        HttpResponse<String> other = ask(lenient, STATUS, "Origin", PAGE + ".evil");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(other.body()).contains("Web pages of this origin may not ask.");
    }

    @Test
    void swaggerUiAndTheHeadersOfLimitsCanBeSwitchedOff() throws Exception {
        assertThat(ask(lenient, "/swagger-ui.html").statusCode()).isEqualTo(404);
        assertThat(ask(lenient, "/v3/api-docs").statusCode()).isEqualTo(404);
        assertThat(ask(closed, STATUS).headers().map()).containsKey("RateLimit");
        assertThat(ask(lenient, STATUS).headers().map()).doesNotContainKey("RateLimit");
    }

    @Test
    void forwardedAddressesAreNotBelieved(CapturedOutput output) throws Exception {
        ask(closed, STATUS + "?x", "Authorization", "Bearer wrong-1", "X-Forwarded-For",
                "203.0.113.7");
        assertThat(output).doesNotContain("203.0.113.7");
    }

    @Test
    void forwardedAddressesAreBelievedFromANamedProxy(CapturedOutput output) throws Exception {
        ask(lenient, STATUS, "Authorization", "Bearer wrong-2", "X-Forwarded-For", "203.0.113.8");
        assertThat(output).contains("at 203.0.113.8");
    }

    private static String raw(Gateway gateway, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    /** Asks with a valid token, or with other headers: names and values in turn. */
    private static HttpResponse<String> ask(Gateway gateway, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(gateway, path))
                .header("Authorization", "Bearer token");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static URI address(Gateway gateway, String path) {
        return URI.create("http://127.0.0.1:" + gateway.port() + path);
    }
}
