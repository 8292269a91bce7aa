package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What watches the gateway. */
class MonitoringTests {
    private static final Path EVERYTHING = Chart.DIRECTORY.resolve("ci/everything-values.yaml");

    private final Rendered everything = Chart.asItIs().with(EVERYTHING);

    @Test
    void isOffUnlessToldSo() {
        assertThat(Chart.asItIs().with().names())
                .noneMatch(name -> name.contains("dashboard") || name.contains("Monitor")
                        || name.contains("Rule"));
    }

    @Test
    void findsTheMetricsByAServiceMonitor() {
        JsonNode monitor = everything.the("ServiceMonitor");
        assertThat(monitor.at("/spec/endpoints")).hasToString(
                "[{\"port\":\"management\",\"path\":\"/actuator/prometheus\","
                        + "\"interval\":\"30s\"}]");
        assertThat(everything.the("Service", "gate-llamagate-management")
                .at("/spec/ports/0/name").asString()).isEqualTo("management");
    }

    @Test
    void findsTheMetricsByAnnotations() {
        JsonNode annotations = everything.pod().at("/metadata/annotations");
        assertThat(annotations.path("prometheus.io/port").asString()).isEqualTo("8081");
        assertThat(annotations.path("prometheus.io/path").asString())
                .isEqualTo("/actuator/prometheus");
    }

    @Test
    void isFoundByLabels() {
        assertThat(everything.the("ServiceMonitor").at("/metadata/labels/release").asString())
                .isEqualTo("prometheus");
        assertThat(everything.the("PrometheusRule").at("/metadata/labels/release").asString())
                .isEqualTo("prometheus");
        assertThat(dashboard().at("/metadata/labels/grafana_dashboard").asString())
                .isEqualTo("1");
    }

    @Test
    void raisesAlertsOnThisReleaseAlone() {
        JsonNode rules = everything.the("PrometheusRule").at("/spec/groups/0/rules");
        assertThat(Rendered.texts(rules, "expr")).isNotEmpty()
                .allMatch(query -> query.contains("namespace=\"llama\""));
        assertThat(rules.toString()).doesNotContain("RELEASE_");
    }

    @Test
    void saysOfEveryAlertHowBadItIsAndWhatToDo() {
        assertThat(Rendered.elements(
                everything.the("PrometheusRule").at("/spec/groups/0/rules"))).isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(rule.at("/labels/severity").asString()).isIn("warning", "critical");
                    assertThat(rule.at("/annotations/summary").asString()).isNotBlank();
                    assertThat(rule.at("/annotations/description").asString()).isNotBlank();
                });
    }

    @Test
    void showsADashboardWhosePanelsAllAskSomething() {
        JsonNode json = JsonMapper.shared().readTree(
                dashboard().path("data").path("gate-llamagate.json").asString());
        assertThat(json.path("title").asString()).isEqualTo("Llamagate");
        assertThat(Rendered.elements(json.path("panels"))).isNotEmpty()
                .allMatch(panel -> panel.at("/targets/0/expr").asString().contains("$namespace"));
    }

    private JsonNode dashboard() {
        return everything.the("ConfigMap", "gate-llamagate-dashboard");
    }
}
