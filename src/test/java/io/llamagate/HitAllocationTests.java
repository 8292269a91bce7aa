package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.fault.GatewayProcess;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.StringUtils;

/** What a hit leaves to the garbage collector, in a JVM that nobody else uses. */
class HitAllocationTests {
    private static final int CONNECTIONS = 200;
    private static final int QUESTIONS = 500;
    private static final String QUESTION = "GET /batch-jobs/bjb-1/status HTTP/1.1\r\nHost: a\r\n";
    // All at once: to wake a thread for a question takes memory too, more or less by chance.
    private static final String TEXT = (QUESTION + "\r\n").repeat(QUESTIONS - 1) + QUESTION
            + "Connection: close\r\n\r\n";
    private static final String ALLOCATED = "jvm_gc_memory_allocated_bytes_total ";

    private static final WireMockServer llamaCloud = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort());

    private static GatewayProcess gateway;

    @BeforeAll
    static void start() throws IOException {
        llamaCloud.start();
        llamaCloud.stubFor(get(anyUrl()).willReturn(okJson(GatewayTest.body("completed"))));
        gateway = GatewayProcess.start(llamaCloud.baseUrl(),
                "--llamagate.callers.limit.requests-per-second=1000000",
                "--llamagate.callers.limit.burst=1000000");
    }

    @AfterAll
    static void end() {
        gateway.close();
        llamaCloud.stop();
    }

    /** Once the compiler has seen to it, which makes 3 to 7 KB of it; the framework takes more. */
    @Test
    void isLessThanEightKibibytesFromTheSocketToTheSocket() {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(
                () -> assertThat(allocatedByAHit()).isBetween(1024.0, 8 * 1024.0));
    }

    private static double allocatedByAHit() throws Exception {
        double before = allocated();
        for (int i = 0; i < CONNECTIONS; i++) {
            assertThat(StringUtils.countOccurrencesOf(new RawHttp(gateway.port()).send(TEXT),
                    "HTTP/1.1 200")).isEqualTo(QUESTIONS);
        }
        return (allocated() - before) / (CONNECTIONS * QUESTIONS);
    }

    /** What was allocated until the last collection, in bytes. */
    private static double allocated() throws Exception {
        return gateway.metrics().lines().filter(line -> line.startsWith(ALLOCATED))
                .mapToDouble(line -> Double.parseDouble(line.substring(ALLOCATED.length())))
                .sum();
    }
}
