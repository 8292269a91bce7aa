package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.github.tomakehurst.wiremock.http.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Nothing logs the key, not even when every logger on the way of a request tells all it can. */
@ExtendWith(OutputCaptureExtension.class)
class NoKeyShownTests {
    private static final List<String> LOGGERS = List.of("io.llamagate", "io.netty", "reactor",
            "org.springframework");

    @RegisterExtension
    private static final MockLlamaCloud llamaCloud = new MockLlamaCloud();

    @Test
    void inTheLogOfAnAnswer(CapturedOutput output) {
        llamaCloud.answers(aResponse().withBody(SeedStatus.bytes()));
        ask();
        assertThat(output.getAll()).contains("HTTP GET").doesNotContain(Settings.KEY);
    }

    @Test
    void inTheLogOfARefusal(CapturedOutput output) {
        llamaCloud.answers(aResponse().withStatus(401));
        ask();
        assertThat(output.getAll()).contains("HTTP GET").doesNotContain(Settings.KEY);
    }

    @Test
    void inTheLogOfABrokenConnection(CapturedOutput output) {
        llamaCloud.answers(aResponse().withFault(Fault.EMPTY_RESPONSE));
        ask();
        assertThat(output.getAll()).contains("HTTP GET").doesNotContain(Settings.KEY);
    }

    @BeforeEach
    void tellAll() {
        LOGGERS.forEach(name -> logger(name).setLevel(Level.TRACE));
    }

    @AfterEach
    void tellAsBefore() {
        LOGGERS.forEach(name -> logger(name).setLevel(null));
    }

    private static void ask() {
        try (Adapter adapter = new Adapter(Settings.at(llamaCloud.url()))) {
            var _ = adapter.ask(Adapter.JOB).handle((_, _) -> "done").join();
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
