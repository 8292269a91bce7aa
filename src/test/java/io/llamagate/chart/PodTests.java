package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What holds for every pod, the gateway's and those of {@code helm test}, whatever is switched on.
 */
class PodTests {
    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void hasALimitOfMemoryAndAsksForWhatItNeeds(Path values) {
        assertThat(containers(values)).allSatisfy(container -> {
            assertThat(container.at("/resources/limits/memory").asString()).matches("\\d+Mi");
            assertThat(container.at("/resources/requests/memory").asString()).matches("\\d+Mi");
            assertThat(container.at("/resources/requests/cpu").asString()).matches("\\d+m");
        });
    }

    /** The profile "restricted" of Kubernetes' Pod Security Standards, and a read-only root. */
    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void isRestrictedInAllThatItMay(Path values) {
        assertThat(Chart.asItIs().with(values).pods()).isNotEmpty().allSatisfy(pod -> {
            JsonNode security = pod.at("/spec/securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(security.at("/seccompProfile/type").asString())
                    .isEqualTo("RuntimeDefault");
            assertThat(pod.path("spec").propertyNames()).doesNotContain("hostNetwork", "hostPID",
                    "hostIPC");
        });
        assertThat(containers(values)).extracting(container -> container.path("securityContext"))
                .extracting(Object::toString).containsOnly("""
                        {"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},\
                        "readOnlyRootFilesystem":true,"runAsNonRoot":true}""");
    }

    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void getsNoTokenOfItsServiceAccountByItself(Path values) {
        Rendered rendered = Chart.asItIs().with(values);
        assertThat(rendered.pods()).allMatch(pod -> isFalse(pod.path("spec")));
        assertThat(rendered.all("ServiceAccount")).allMatch(PodTests::isFalse);
    }

    @Test
    void getsATokenForTenMinutesToReadTheClustersKeysWith() {
        Rendered rendered = Chart.asItIs().with(Chart.DIRECTORY.resolve("ci/jwt-values.yaml"));
        assertThat(Rendered.elements(rendered.pod().at("/spec/volumes"))
                .filter(volume -> volume.has("projected"))).singleElement()
                .extracting(volume -> volume.at("/projected/sources")).hasToString("""
                        [{"serviceAccountToken":{"path":"token","expirationSeconds":600}},\
                        {"configMap":{"name":"kube-root-ca.crt",\
                        "items":[{"key":"ca.crt","path":"ca.crt"}]}}]""");
    }

    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void isToldOfNoOtherServices(Path values) {
        assertThat(Chart.asItIs().with(values).pods()).allMatch(
                pod -> !pod.path("spec").path("enableServiceLinks").asBoolean(true));
    }

    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void namesItsPortsAndIsReachedByTheirNames(Path values) {
        Rendered rendered = Chart.asItIs().with(values);
        assertThat(rendered.all("Service"))
                .extracting(service -> service.at("/spec/ports/0/targetPort").asString())
                .containsExactlyInAnyOrderElementsOf(
                        Rendered.texts(rendered.container().path("ports"), "name"));
        assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe"))
                .allMatch(probe -> rendered.container().path(probe).path("httpGet").path("port")
                        .asString().equals("management"));
    }

    @Test
    void runsAsANumericUserWhoCanReadTheSecrets() {
        JsonNode security = Chart.asItIs().with().pod().at("/spec/securityContext");
        assertThat(security.path("runAsUser").asInt()).isEqualTo(10001);
        assertThat(security.path("fsGroup").asInt()).isEqualTo(10001);
    }

    @Test
    void leavesTheUserToThePlatformWhenToldSo() {
        assertThat(Chart.asItIs().with("podSecurity: {runAsUser: null}").pod()
                .at("/spec/securityContext").propertyNames())
                .containsExactlyInAnyOrder("runAsNonRoot", "seccompProfile");
    }

    @Test
    void leavesTheJvmToTheImageUnlessToldOtherwise() {
        assertThat(Chart.asItIs().with().container().path("env").toString())
                .doesNotContain("JAVA_TOOL_OPTIONS");
        assertThat(Chart.asItIs().with("javaOptions: -Xmx300m").container().path("env").toString())
                .contains("JAVA_TOOL_OPTIONS", "-Xmx300m");
    }

    private static boolean isFalse(JsonNode spec) {
        return !spec.path("automountServiceAccountToken").asBoolean(true);
    }

    private static Stream<JsonNode> containers(Path values) {
        return Chart.asItIs().with(values).pods()
                .flatMap(pod -> Rendered.elements(pod.at("/spec/containers")));
    }
}
