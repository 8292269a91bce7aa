package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Where keys and callers are, and where they never are. */
class SecretTests {
    private static final Path TOKEN = Chart.DIRECTORY.resolve("ci/token-values.yaml");
    private static final Path EVERYTHING = Chart.DIRECTORY.resolve("ci/everything-values.yaml");
    private static final String KEY = "llx-trial";
    private static final String HASH =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void areNeverInAConfigMapNorInAPod() {
        assertThat(Chart.asItIs().with(TOKEN).objects())
                .filteredOn(object -> !Rendered.kind(object).equals("Secret"))
                .extracting(JsonNode::toString).isNotEmpty()
                .noneMatch(text -> text.contains(KEY) || text.contains(HASH)
                        || text.contains(base64(KEY)));
    }

    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void areNeverInAnEnvironment(Path values) {
        assertThat(Chart.asItIs().with(values).pods()).allSatisfy(pod -> assertThat(pod.toString())
                .doesNotContain("secretKeyRef", "secretRef", "LLAMA_CLOUD_API_KEY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "callers"})
    void areMountedAsDirectoriesSoThatAChangeArrivesWithoutARestart(String name) {
        JsonNode mount = Rendered.elements(everything().container().path("volumeMounts"))
                .filter(each -> each.path("name").asString().equals(name)).findFirst()
                .orElseThrow();
        assertThat(mount.path("mountPath").asString()).isEqualTo("/etc/llamagate/" + name);
        assertThat(mount.has("subPath")).isFalse();
    }

    @Test
    void restartNoPodWhenTheyChange() {
        assertThat(Chart.asItIs().with(TOKEN, "llamacloud: {apiKey: {value: llx-other}}").pod())
                .isEqualTo(Chart.asItIs().with(TOKEN).pod());
    }

    @Test
    void areTheInstallersOwnWhenNamed() {
        Rendered rendered = Chart.asItIs().with();
        assertThat(rendered.names()).noneMatch(name -> name.startsWith("Secret "));
        assertThat(secretNames(rendered)).containsExactly("llamacloud");
    }

    @Test
    void areMadeOfValuesWhenGiven() {
        Rendered rendered = Chart.asItIs().with(TOKEN);
        assertThat(secretNames(rendered)).containsExactly("gate-llamagate-key",
                "gate-llamagate-callers");
        assertThat(text(rendered.the("Secret", "gate-llamagate-key"), "api-key")).isEqualTo(KEY);
        assertThat(text(rendered.the("Secret", "gate-llamagate-callers"), "callers.yaml"))
                .isEqualTo("""
                        callers:
                        - limit:
                            burst: 100
                            requests-per-second: 50
                          name: orders
                          projects:
                          - '*'
                          sha256:
                          - %s""".formatted(HASH));
    }

    @Test
    void areReadFromAStoreWhenNamed() {
        assertThat(everything().the("ExternalSecret", "gate-llamagate-key").path("spec"))
                .hasToString("""
                        {"refreshInterval":"1m","secretStoreRef":{"name":"vault"},\
                        "target":{"name":"gate-llamagate-key"},"data":[{"secretKey":"api-key",\
                        "remoteRef":{"key":"llamagate/llamacloud","property":"api-key"}}]}""");
        assertThat(secretNames(everything())).contains("gate-llamagate-key",
                "gate-llamagate-callers");
    }

    private static Rendered everything() {
        return Chart.asItIs().with(EVERYTHING);
    }

    private static List<String> secretNames(Rendered rendered) {
        return Rendered.elements(rendered.pod().at("/spec/volumes"))
                .filter(volume -> volume.has("secret"))
                .map(volume -> volume.at("/secret/secretName").asString()).toList();
    }

    private static String text(JsonNode secret, String entry) {
        return new String(Base64.getDecoder().decode(secret.path("data").path(entry).asString()),
                StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
