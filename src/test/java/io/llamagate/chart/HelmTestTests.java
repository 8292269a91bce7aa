package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code helm test} finds out about an installation. */
class HelmTestTests {
    @ParameterizedTest
    @CsvSource({"open, health status", "token, denied health status", "jwt, denied health status",
        "certificate, denied health", "nothing, ''"})
    void isAsMuchAsTheModeAllows(String feature, String tests) {
        String names = String.join(" ",
                with(feature).tests().stream().map(Rendered::name)
                        .map(name -> name.replace("gate-llamagate-test-", "")).sorted().toList());
        assertThat(names).isEqualTo(tests);
    }

    @Test
    void isRunByHelmOnDemand() {
        assertThat(Chart.DIRECTORY.resolve("templates/tests/_pod.tpl")).content()
                .contains("    helm.sh/hook: test\n");
    }

    @Test
    void isWhetherItIsReady() {
        assertThat(script("open", "health")).contains("--fail",
                "http://gate-llamagate-management.llama.svc:8081/actuator/health/readiness");
    }

    @Test
    void isWhetherACallWithoutCredentialsIsDenied() {
        assertThat(script("token", "denied")).contains("= 401").doesNotContain("Authorization");
    }

    @Test
    void isWhetherACallerGetsAStatusFromLlamaCloud() {
        assertThat(script("token", "status")).contains("= 200", "job-not-found");
        assertThat(env("token", "status", "URL"))
                .isEqualTo("http://gate-llamagate.llama.svc:8080/batch-jobs/bjb-helm-test/status");
    }

    @Test
    void showsATokenFromASecret() {
        assertThat(env("token", "status", "TOKEN_FILE")).isEqualTo("/etc/caller/token");
        assertThat(with("token").test("status").at("/spec/volumes/1/secret/secretName")
                .asString()).isEqualTo("orders-token");
    }

    @Test
    void showsATokenOfAServiceAccountForTheGatewayAlone() {
        JsonNode pod = with("jwt").test("status").path("spec");
        assertThat(pod.path("serviceAccountName").asString()).isEqualTo("llamagate-test");
        assertThat(pod.at("/volumes/1/projected/sources/0/serviceAccountToken")).hasToString(
                "{\"audience\":\"llamagate\",\"path\":\"token\",\"expirationSeconds\":600}");
    }

    @Test
    void asksOverTlsWhereThatIsServed() {
        assertThat(env("certificate", "denied", "URL")).startsWith("https://");
        assertThat(env("certificate", "denied", "CURL_OPTIONS")).isEqualTo("--insecure");
    }

    private static Rendered with(String feature) {
        return Chart.asItIs()
                .with(Path.of("helm", "llamagate", "ci", feature + "-values.yaml"));
    }

    private static String script(String feature, String test) {
        return with(feature).test(test).at("/spec/containers/0/args/0").asString();
    }

    private static String env(String feature, String test, String name) {
        return Rendered.elements(with(feature).test(test).at("/spec/containers/0/env"))
                .filter(variable -> variable.path("name").asString().equals(name))
                .map(variable -> variable.path("value").asString()).findFirst().orElseThrow();
    }
}
