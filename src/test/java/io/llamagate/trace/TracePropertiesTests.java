package io.llamagate.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracePropertiesTests {
    @Test
    void takeNothingForNoTraces() {
        assertThat(new TraceProperties(URI.create(""), 10).endpoint()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://collector:4318/v1/traces", "https://otlp.example.com"})
    void takeAnAddress(String endpoint) {
        assertThat(new TraceProperties(URI.create(endpoint), 10).endpoint()).hasToString(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector", "/v1/traces", "grpc://collector:4317",
        "http://user:password@collector/v1/traces"})
    void refuseWhatIsNoneOrWouldBeShownInTheLog(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceProperties(URI.create(endpoint), 10))
                .withMessageStartingWith("llamagate.traces.endpoint");
    }
}
