package io.llamagate.access;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.fault.Gateway;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the gateway shows, and what it puts up with. */
@ExtendWith(OutputCaptureExtension.class)
class HardeningTests {
    private static final String STATUS = "/batch-jobs/bjb-1/status";
    private static final String PAGE = "https://jobs.example.com";

    private static final WireMockServer llamaCloud = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort());
    private static final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).build();

    private static Gateway closed;
    private static Gateway lenient;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        llamaCloud.start();
        llamaCloud.stubFor(get(anyUrl()).willReturn(okJson("""
                {"job":{"status":"running","id":"bjb-1","project_id":"proj-1",\
                "job_type":"parse","total_items":3},"progress_percentage":33.3}""")));
        Path tokens = Files.writeString(directory.resolve("tokens.yml"), """
                callers:
                  - {name: one, sha256: ["%s"], projects: ["*"]}
                """.formatted(Tokens.sha256("token")));
        closed = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token",
                "--llamagate.callers.tokens-file=" + tokens,
                "--server.tomcat.connection-timeout=500ms");
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

    @ParameterizedTest
    @ValueSource(strings = {"", "GET ", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "})
    void whoFallsSilentWithinARequestIsDropped(String begin) throws Exception {
        assertThat(raw(closed, begin)).doesNotContain("200");
    }

    @Test
    void whoTricklesARequestIsDropped() throws Exception {
        assertThat(bytesUntilTheConnectionEnds(closed, "")).isLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 60000\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffff\r\n"})
    void whoTricklesABodyThatNobodyReadsIsDropped(String body) throws Exception {
        assertThat(bytesUntilTheConnectionEnds(closed, "GET /nope HTTP/1.1\r\nHost: a\r\n" + body))
                .isLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prefer: wait=1", "Expect: 100-continue"})
    void whoTricklesOneIsDroppedAlsoAfterASuccess(String header) throws Exception {
        assertThat(bytesUntilTheConnectionEnds(closed, "GET " + STATUS + " HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: Bearer token\r\nContent-Length: 60000\r\n" + header
                + "\r\n\r\n")).isLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 99000000000\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"})
    void whoFloodsABodyThatNobodyReadsIsDropped(String body) throws Exception {
        assertThat(megabytesUntilTheConnectionEnds(lenient,
                "GET /nope HTTP/1.1\r\nHost: a\r\n" + body)).isLessThan(100);
    }

    @Test
    void whoIsSilentBetweenRequestsIsNot() throws Exception {
        String request = "GET " + STATUS
                + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token\r\n";
        assertThat(rawWithPauses(closed, request + "\r\n", request + "Connection: close\r\n\r\n"))
                .containsPattern("(?s)200.*200");
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

    @Test
    void callersMayUseHttp2WithoutTls() throws Exception {
        try (HttpClient http2 = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http2.send(
                    HttpRequest.newBuilder(address(closed, STATUS))
                            .header("Authorization", "Bearer token").build(),
                    BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"/a|b,invalid-request", "*,invalid-request", "/a\\b,invalid-request"})
    void whatBreaksARuleOverHttp2IsToldAsAProblem(String path, String code) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), closed.port())) {
            socket.getOutputStream()
                    .write(Http2Frames.concat(Http2Frames.PREFACE, Http2Frames.request(1, path)));
            assertThat(readUntil(socket, '}')).contains("\"code\":\"" + code + "\"");
        }
    }

    /** CVE-2023-44487: streams that are opened and cancelled as fast as they can be written. */
    @Test
    void aRapidResetIsEndedAndNobodyElseNoticesIt() throws Exception {
        int before = llamaCloud.getAllServeEvents().size();
        assertThat(framesUntilTheConnectionEnds()).isLessThan(Http2Frames.MANY);
        assertThat(ask(closed, STATUS).statusCode()).isEqualTo(200);
        assertThat(llamaCloud.getAllServeEvents().size() - before).isLessThan(5);
    }

    private static int framesUntilTheConnectionEnds() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), closed.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(Http2Frames.PREFACE);
            for (int i = 0; i < Http2Frames.MANY; i++) {
                try {
                    out.write(Http2Frames.requestAndReset(2 * i + 1, STATUS));
                } catch (SocketException e) {
                    return i;
                }
            }
        }
        return Http2Frames.MANY;
    }

    /** Goes on with a byte of a request every 100 ms, ten seconds at most. */
    private static int bytesUntilTheConnectionEnds(Gateway gateway, String begin)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write('G');
                if (isEnded(socket, 100)) {
                    return i;
                }
            }
        } catch (SocketException e) {
            return 0;
        }
        return 100;
    }

    /** Goes on as fast as it can, a hundred megabytes at most, some of which the system holds. */
    private static int megabytesUntilTheConnectionEnds(Gateway gateway, String begin)
            throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(begin.getBytes(ISO_8859_1));
            for (int i = 0; i < 100; i++) {
                try {
                    out.write(new byte[1 << 20]);
                } catch (SocketException e) {
                    return i;
                }
            }
        }
        return 100;
    }

    /** Waits so long for it. */
    private static boolean isEnded(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return socket.getInputStream().read(new byte[4096]) < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Between the requests passes more time than one has to arrive. */
    private static String rawWithPauses(Gateway gateway, String... requests) throws IOException {
        StringBuilder answers = new StringBuilder();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            for (String request : requests) {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                answers.append(read(socket, 1500));
            }
        }
        return answers.toString();
    }

    /** What comes until nothing comes for so long. */
    private static String read(Socket socket, int silenceMillis) throws IOException {
        StringBuilder read = new StringBuilder();
        socket.setSoTimeout(silenceMillis);
        try {
            for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream()
                    .read()) {
                read.append((char) c);
            }
        } catch (SocketTimeoutException e) {
            // That was all.
        }
        return read.toString();
    }

    private static String readUntil(Socket socket, char last) throws IOException {
        StringBuilder read = new StringBuilder();
        socket.setSoTimeout(10_000);
        for (int c = socket.getInputStream().read(); c >= 0 && c != last; c = socket
                .getInputStream().read()) {
            read.append((char) c);
        }
        return read.toString();
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
