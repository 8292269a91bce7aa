package io.llamagate.access;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
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
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes slowly, never or without end holds no connection. */
class SlowRequestTests {
    private static final String STATUS = "/batch-jobs/bjb-1/status";

    private static final WireMockServer llamaCloud = RunningJobs.llamaCloud();

    private static Gateway hasty;
    private static Gateway patient;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        llamaCloud.stubFor(get(urlPathMatching(".*/bjb-done"))
                .willReturn(okJson(RunningJobs.body("completed"))));
        String tokens = "--llamagate.callers.tokens-file=" + Tokens.file(directory);
        hasty = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token", tokens,
                "--server.tomcat.connection-timeout=500ms");
        patient = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token", tokens);
    }

    @AfterAll
    static void end() {
        hasty.close();
        patient.close();
        llamaCloud.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET ", "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "})
    void whoFallsSilentWithinARequestIsDropped(String begin) throws Exception {
        assertThat(raw(hasty, begin)).doesNotContain("200");
    }

    @Test
    void whoTricklesARequestIsDropped() throws Exception {
        assertThat(trickle("").bytes()).isLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 60000\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffff\r\n"})
    void whoTricklesABodyThatNobodyReadsIsDropped(String body) throws Exception {
        assertThat(trickle("GET /nope HTTP/1.1\r\nHost: a\r\n" + body).bytes())
                .isLessThan(50);
    }

    @ParameterizedTest
    @CsvSource({"/batch-jobs/bjb-1/status,Prefer: wait=1,running",
        "/batch-jobs/bjb-1/status,Expect: 100-continue,running",
        "/batch-jobs/bjb-done/events,Accept: text/event-stream,event: end"})
    void whoTricklesOneIsDroppedAlsoAfterASuccess(String path, String header, String told)
            throws Exception {
        Trickle trickle = trickle("GET " + path + " HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: Bearer token\r\nContent-Length: 60000\r\n" + header
                + "\r\n\r\n");
        assertThat(trickle.answer().replaceFirst("^HTTP/1.1 100 ?\r\n\r\n", ""))
                .startsWith("HTTP/1.1 200").contains(told);
        assertThat(trickle.bytes()).isLessThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5;", "0\r\nX-Trailer: "})
    void whoTricklesWhatAChunkBringsBesideItsDataIsDropped(String framing) throws Exception {
        assertThat(trickle("GET /nope HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + framing).bytes()).isLessThan(90);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 99000000000\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"})
    void whoFloodsABodyThatNobodyReadsIsDropped(String body) throws Exception {
        assertThat(megabytesUntilTheConnectionEnds(patient,
                "GET /nope HTTP/1.1\r\nHost: a\r\n" + body)).isLessThan(100);
    }

    @Test
    void whoIsSilentBetweenRequestsIsNot() throws Exception {
        String request = "GET " + STATUS
                + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer token\r\n";
        assertThat(rawWithPauses(hasty, request + "\r\n", request + "Connection: close\r\n\r\n"))
                .containsPattern("(?s)200.*200");
    }

    /** How many bytes were sent until the connection ended, and what was read till then. */
    private record Trickle(int bytes, String answer) {
    }

    /** Goes on with a byte of a request every 100 ms, ten seconds at most. */
    private static Trickle trickle(String begin) throws IOException {
        StringBuilder answer = new StringBuilder();
        int sent = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hasty.port())) {
            socket.getOutputStream().write(begin.getBytes(ISO_8859_1));
            boolean ended = false;
            while (!ended && sent < 100) {
                socket.getOutputStream().write('G');
                sent++;
                ended = isEnded(socket, 100, answer);
            }
        } catch (SocketException e) {
            // It has ended.
        }
        return new Trickle(sent, answer.toString());
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

    /** Waits for it until nothing comes for so long; adds what comes to the answer. */
    private static boolean isEnded(Socket socket, int silenceMillis, StringBuilder answer)
            throws IOException {
        socket.setSoTimeout(silenceMillis);
        try {
            for (int c = socket.getInputStream().read(); c >= 0; c = socket.getInputStream()
                    .read()) {
                answer.append((char) c);
            }
            return true;
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
                isEnded(socket, 1500, answers);
            }
        }
        return answers.toString();
    }

    private static String raw(Gateway gateway, String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
