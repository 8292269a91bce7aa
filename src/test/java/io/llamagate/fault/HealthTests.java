package io.llamagate.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people, alerts and probes are told while LlamaCloud fails. */
class HealthTests {
    private static FaultyLlamaCloud llamaCloud;
    private static Gateway gateway;

    @BeforeAll
    static void failUntilTheBreakerOpens() throws Exception {
        llamaCloud = new FaultyLlamaCloud(null);
        gateway = new Gateway("http://127.0.0.1:" + llamaCloud.port(),
                "--llamagate.llamacloud.breaker.calls=2",
                "--llamagate.llamacloud.breaker.open-for=5m");
        assertThat(gateway.health("llamacloud").body()).contains("\"status\":\"UP\"",
                "\"circuitBreaker\":\"CLOSED\"", "\"pausedForSeconds\":0", "\"callsLeft\":100");
        llamaCloud.fails(Fault.ANSWERS_500);
        gateway.ask("bjb-1");
        gateway.ask("bjb-2");
    }

    @AfterAll
    static void end() {
        gateway.close();
        llamaCloud.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"liveness", "readiness", ""})
    void probesSeeNothingOfIt(String group) throws IOException, InterruptedException {
        assertThat(gateway.health(group).statusCode()).isEqualTo(200);
        assertThat(gateway.health(group).body()).contains("\"status\":\"UP\"");
    }

    @Test
    void itsOwnGroupShowsIt() throws IOException, InterruptedException {
        assertThat(gateway.health("llamacloud").statusCode()).isEqualTo(503);
        assertThat(gateway.health("llamacloud").body()).contains("\"status\":\"DEGRADED\"",
                "\"circuitBreaker\":\"OPEN\"");
    }

    @Test
    void itsOwnGroupShowsARefusedKey() throws Exception {
        try (FaultyLlamaCloud refusing = new FaultyLlamaCloud(null);
                Gateway other = new Gateway("http://127.0.0.1:" + refusing.port())) {
            refusing.fails(Fault.REFUSES_THE_KEY);
            other.ask("bjb-1");
            assertThat(other.health("llamacloud").body()).contains("\"status\":\"DEGRADED\"",
                    "\"lastCall\":\"CREDENTIALS_REJECTED\"");
            refusing.recovers();
            await().until(() -> other.ask("bjb-2").statusCode() == 200);
            assertThat(other.health("llamacloud").body()).contains("\"status\":\"UP\"");
        }
    }

    @Test
    void metricsShowIt() throws IOException, InterruptedException {
        assertThat(gateway.metrics()).contains(
                "resilience4j_circuitbreaker_state{name=\"llamacloud\",state=\"open\"} 1.0",
                "llamagate_upstream_calls_seconds_count{result=\"server-error\"} 2");
    }

    @Test
    void callersAreToldWhenToComeBack() throws IOException, InterruptedException {
        assertThat(gateway.ask("bjb-3").body()).contains("upstream-circuit-open");
        assertThat(gateway.ask("bjb-3").headers().firstValue("Retry-After")).hasValue("59");
    }
}
