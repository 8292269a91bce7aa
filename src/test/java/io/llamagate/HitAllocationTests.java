package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.fault.GatewayProcess;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a hit leaves to the garbage collector, in a JVM that nobody else uses. */
class HitAllocationTests {
    private static final int WARM_UP = 20_000;
    // So many that a collection more or less makes little difference.
    private static final int HITS = 60_000;
    private static final String ALLOCATED = "jvm_gc_memory_allocated_bytes_total ";
    private static final byte[] QUESTION =
            "GET /batch-jobs/bjb-1/status HTTP/1.1\r\nHost: a\r\n\r\n"
                    .getBytes(ISO_8859_1);

    private static final WireMockServer llamaCloud = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort());

    private static GatewayProcess gateway;

    private final byte[] answer = new byte[8192];

    @BeforeAll
    static void start() throws IOException {
        llamaCloud.start();
        llamaCloud.stubFor(get(anyUrl()).willReturn(okJson(GatewayTest.body("completed"))));
        gateway = GatewayProcess.start(llamaCloud.baseUrl(),
                "--llamagate.callers.limit.requests-per-second=100000",
                "--llamagate.callers.limit.burst=100000");
    }

    @AfterAll
    static void end() {
        gateway.close();
        llamaCloud.stop();
    }

    @Test
    void isLessThanSixKibibytesFromTheSocketToTheSocket() throws Exception {
        hit(WARM_UP);
        double before = allocated();
        hit(HITS);
        assertThat((allocated() - before) / HITS).isBetween(1024.0, 6 * 1024.0);
    }

    /** What was allocated until the last collection, in bytes. */
    private static double allocated() throws Exception {
        return gateway.metrics().lines().filter(line -> line.startsWith(ALLOCATED))
                .mapToDouble(line -> Double.parseDouble(line.substring(ALLOCATED.length())))
                .sum();
    }

    private void hit(int times) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(10_000);
            for (int i = 0; i < times; i++) {
                socket.getOutputStream().write(QUESTION);
                assertThat(read(socket)).startsWith("HTTP/1.1 200");
            }
        }
    }

    /** Its last brace, which arrives with the rest of the body, ends it. */
    private String read(Socket socket) throws IOException {
        int length = 0;
        while (length == 0 || answer[length - 1] != '}') {
            int read = socket.getInputStream().read(answer, length, answer.length - length);
            if (read < 0) {
                throw new EOFException("The gateway hung up.");
            }
            length += read;
        }
        return new String(answer, 0, length, ISO_8859_1);
    }
}
