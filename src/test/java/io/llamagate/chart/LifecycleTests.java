package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How replicas start, live, are counted and end. */
class LifecycleTests {
    @Test
    void isWatchedOnTheManagementPort() {
        assertThat(path("startupProbe")).isEqualTo("/actuator/health/liveness");
        assertThat(path("livenessProbe")).isEqualTo("/actuator/health/liveness");
        assertThat(path("readinessProbe")).isEqualTo("/actuator/health/readiness");
    }

    /** The image has no shell that could sleep. */
    @Test
    void pausesBeforeItEndsUntilNobodySendsRequestsAnyMore() {
        assertThat(Chart.asItIs().with().container().path("lifecycle"))
                .hasToString("{\"preStop\":{\"sleep\":{\"seconds\":5}}}");
        assertThat(Chart.asItIs().with("shutdown: {pauseSeconds: 0}").container()
                .has("lifecycle")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"5, 20, 35", "15, 60, 85"})
    void isKilledOnlyAfterPauseAndDrain(int pause, int drain, int killed) {
        Rendered rendered = Chart.asItIs().with(
                "shutdown: {pauseSeconds: %d, drainSeconds: %d}".formatted(pause, drain));
        assertThat(rendered.pod().at("/spec/terminationGracePeriodSeconds").asInt())
                .isEqualTo(killed);
        assertThat(rendered.settings()).contains(
                entry("spring.lifecycle.timeout-per-shutdown-phase", drain + "s"));
    }

    @Test
    void leavesNoRequestWithoutAReplicaDuringAnUpdate() {
        assertThat(Chart.asItIs().with().the("Deployment").at("/spec/strategy/rollingUpdate"))
                .hasToString("{\"maxSurge\":1,\"maxUnavailable\":0}");
    }

    @Test
    void spreadsOverNodesAndZones() {
        JsonNode spread = Chart.asItIs().with().pod().at("/spec/topologySpreadConstraints");
        assertThat(Rendered.texts(spread, "topologyKey"))
                .containsExactlyInAnyOrder("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicaCount: 1                              | false
            replicaCount: 2                              | true
            autoscaling: {enabled: true, minReplicas: 1} | false
            autoscaling: {enabled: true, minReplicas: 2} | true
            podDisruptionBudget: {enabled: false}        | false
            """)
    void limitsDisruptionsOnlyWhereAReplicaIsLeft(String values, boolean limited) {
        assertThat(Chart.asItIs().with(values).all("PodDisruptionBudget").isEmpty())
                .isNotEqualTo(limited);
    }

    @Test
    void leavesTheirNumberToTheAutoscaler() {
        Rendered rendered = Chart.asItIs().with("autoscaling: {enabled: true}");
        assertThat(rendered.the("Deployment").path("spec").has("replicas")).isFalse();
        assertThat(rendered.the("HorizontalPodAutoscaler").at("/spec/scaleTargetRef/name")
                .asString()).isEqualTo(Rendered.name(rendered.the("Deployment")));
    }

    @Test
    void hasNoAutoscalerUnlessToldSo() {
        assertThat(Chart.asItIs().with().all("HorizontalPodAutoscaler")).isEmpty();
        assertThat(Chart.asItIs().with().the("Deployment").at("/spec/replicas").asInt())
                .isEqualTo(2);
    }

    private static String path(String probe) {
        return Chart.asItIs().with().container().path(probe).path("httpGet").path("path")
                .asString();
    }
}
