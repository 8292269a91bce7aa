package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the installer is told to do next. */
class NotesTests {
    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void sayWhereCallersAskAndHowToSeeThatItWorks(Path values) {
        assertThat(Chart.asItIs().notes(values)).contains("://gate-llamagate.llama.svc:8080",
                "helm test gate --namespace llama");
    }

    @Test
    void warnOfAGatewayThatIsOpenToEveryone() {
        assertThat(Chart.asItIs().notes(Chart.LEAST)).contains("Everyone who reaches");
        assertThat(notes("jwt")).doesNotContain("Everyone who reaches");
    }

    @Test
    void warnOfAKeyInTheValues() {
        assertThat(notes("token")).contains("The API key stands in this release's values.");
        assertThat(notes("jwt")).doesNotContain("stands in this release's values");
    }

    @Test
    void warnOfAMissingNetworkPolicy() {
        assertThat(notes("nothing")).contains("No network policy guards it");
    }

    private static String notes(String feature) {
        return Chart.asItIs().notes(Chart.DIRECTORY.resolve("ci/" + feature + "-values.yaml"));
    }
}
