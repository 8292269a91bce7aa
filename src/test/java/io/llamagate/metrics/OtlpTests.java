package io.llamagate.metrics;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.fault.Gateway;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metrics go to an OpenTelemetry collector when a setting says so. */
class OtlpTests {
    private final WireMockServer collector = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort());

    @BeforeEach
    void collect() {
        collector.start();
        collector.stubFor(post("/v1/metrics").willReturn(ok()));
    }

    @AfterEach
    void end() {
        collector.stop();
    }

    @Test
    void areSentWhenTheSettingIsOn() {
        try (Gateway _ = gateway("--management.otlp.metrics.export.enabled=true")) {
            await().untilAsserted(
                    () -> collector.verify(postRequestedFor(urlEqualTo("/v1/metrics"))));
        }
        assertThat(sent()).anyMatch(body -> body.contains("llamagate.requests")
                || body.contains("llamagate.upstream.calls"));
    }

    @Test
    void areNotSentByDefaultNotEvenAtTheEnd() {
        gateway().close();
        assertThat(collector.getAllServeEvents()).isEmpty();
    }

    private Gateway gateway(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add("--management.otlp.metrics.export.step=1s");
        arguments.add("--management.otlp.metrics.export.url=" + collector.baseUrl()
                + "/v1/metrics");
        return new Gateway("http://127.0.0.1:1", arguments.toArray(String[]::new));
    }

    private List<String> sent() {
        return collector.getAllServeEvents().stream()
                .map(event -> event.getRequest().getBodyAsString()).toList();
    }
}
