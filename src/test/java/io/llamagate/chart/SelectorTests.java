package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tells the gateway's pods from all others, which Kubernetes lets nobody change. */
class SelectorTests {
    private static final Path EVERYTHING = Chart.DIRECTORY.resolve("ci/everything-values.yaml");

    @Test
    void neverChanges() {
        assertThat(selectors(Chart.asItIs())).isNotEmpty()
                .containsOnly(JsonMapper.shared().valueToTree(
                        Map.of("app.kubernetes.io/name", "llamagate", "app.kubernetes.io/instance",
                                "gate", "app.kubernetes.io/component", "gateway")));
    }

    @Test
    void isTheSameInAllVersions() {
        assertThat(selectors(Chart.ofVersion("99.0.0")))
                .containsExactlyElementsOf(selectors(Chart.asItIs()).toList());
    }

    @Test
    void isMetByTheGatewaysPods() {
        Rendered rendered = Chart.asItIs().with(EVERYTHING);
        assertThat(rendered.pod().at("/metadata/labels").properties())
                .containsAll(selector(rendered).properties());
    }

    @Test
    void isMetByNoPodOfTheTests() {
        Rendered rendered = Chart.asItIs().with(EVERYTHING);
        assertThat(rendered.tests()).isNotEmpty()
                .noneMatch(pod -> pod.at("/metadata/labels").properties()
                        .containsAll(selector(rendered).properties()));
    }

    @Test
    void isMetByPodsThatANewChartDoesNotRestart() {
        String image = "image: {tag: same}";
        assertThat(Chart.ofVersion("99.0.0").with(image).pod())
                .isEqualTo(Chart.asItIs().with(image).pod());
    }

    private static Stream<JsonNode> selectors(Chart chart) {
        Rendered rendered = chart.with(EVERYTHING);
        return Stream.concat(
                Stream.of("Deployment", "PodDisruptionBudget", "ServiceMonitor")
                        .map(kind -> rendered.the(kind).at("/spec/selector/matchLabels")),
                Stream.concat(
                        rendered.all("Service").stream()
                                .map(service -> service.at("/spec/selector")),
                        Stream.of(rendered.the("NetworkPolicy")
                                .at("/spec/podSelector/matchLabels"))));
    }

    private static JsonNode selector(Rendered rendered) {
        return rendered.the("Deployment").at("/spec/selector/matchLabels");
    }
}
