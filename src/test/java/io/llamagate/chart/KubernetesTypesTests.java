package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is rendered is what Kubernetes takes, whatever is switched on or off. */
class KubernetesTypesTests {
    private static final List<String> OF_EXTENSIONS = List.of("ExternalSecret", "HTTPRoute",
            "PrometheusRule", "ServiceMonitor");

    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void takeEveryObjectButThoseOfExtensions(Path values) {
        assertThat(Chart.asItIs().with(values).objects()).isNotEmpty().allSatisfy(object -> {
            if (!OF_EXTENSIONS.contains(Rendered.kind(object))) {
                KubernetesTypes.check(object);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void areThoseOfEveryObjectThatIsNoExtensions(Path values) {
        assertThat(Chart.asItIs().with(values).objects())
                .filteredOn(object -> !KubernetesTypes.include(object))
                .extracting(Rendered::kind).isSubsetOf(OF_EXTENSIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{podSecurityContext: {}}", "{replicas: '2'}", "{replicas: two}",
        "{selector: null}"})
    void refuseWhatIsUnknownMissingOrOfAnotherType(String spec) {
        JsonNode wrong = Rendered.of("""
                {apiVersion: apps/v1, kind: Deployment, metadata: {name: gate}, spec: %s}
                """.formatted(spec)).the("Deployment");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> KubernetesTypes.check(wrong));
    }

    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void findNoNameTwice(Path values) {
        assertThat(Chart.asItIs().with(values).objects())
                .extracting(object -> Rendered.kind(object) + " " + Rendered.name(object))
                .doesNotHaveDuplicates();
    }
}
