package io.llamagate.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.fault.Gateway;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the gateway gives and refuses to those who speak HTTP/2 with it. */
class Http2Tests {
    private static final String STATUS = "/batch-jobs/bjb-1/status";

    private static final WireMockServer llamaCloud = RunningJobs.llamaCloud();

    private static Gateway gateway;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        gateway = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token",
                "--llamagate.callers.tokens-file=" + Tokens.file(directory));
    }

    @AfterAll
    static void end() {
        gateway.close();
        llamaCloud.stop();
    }

    @Test
    void callersMayUseHttp2WithoutTls() throws Exception {
        HttpResponse<String> response = ask();
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdefgh\r\n", "Content-Length: 9\r\n\r\n123456789",
        "Content-Length: x\r\n\r\n"})
    void whoBringsABodyDoesNotUpgrade(String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(("GET /nope HTTP/1.1\r\nHost: a\r\n"
                    + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                    + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n" + body)
                    .getBytes(ISO_8859_1));
            assertThat(readUntil(socket, '}')).startsWith("HTTP/1.1 4");
        }
    }

    @ParameterizedTest
    @CsvSource({"/a|b,invalid-request", "*,invalid-request", "/a\\b,invalid-request"})
    void whatBreaksARuleOverHttp2IsToldAsAProblem(String path, String code) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
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
        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(llamaCloud.getAllServeEvents().size() - before).isLessThan(5);
    }

    private static int framesUntilTheConnectionEnds() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
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

    private static String readUntil(Socket socket, char last) throws IOException {
        StringBuilder read = new StringBuilder();
        socket.setSoTimeout(10_000);
        for (int c = socket.getInputStream().read(); c >= 0 && c != last; c = socket
                .getInputStream().read()) {
            read.append((char) c);
        }
        return read.toString();
    }

    private static HttpResponse<String> ask() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest
                            .newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + STATUS))
                            .header("Authorization", "Bearer token").build(),
                    BodyHandlers.ofString());
        }
    }
}
