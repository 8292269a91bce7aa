package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** What the chart tells the gateway, by a file that it reads at its start. */
class GatewaySettingsTests {
    /**
     * Settings that hold maps or lists, and those of the framework that have no default of ours.
     */
    private static final List<String> WITHOUT_A_DEFAULT = List.of("llamagate.llamacloud.keys[",
            "llamagate.callers.certificates[", "llamagate.callers.jwt.rules[", "server.ssl.",
            "management.server.ssl.", "spring.ssl.");

    @Test
    void areReadFromTheMountedFile() {
        assertThat(Chart.asItIs().with().container().toString()).contains(
                "{\"name\":\"SPRING_CONFIG_ADDITIONAL_LOCATION\","
                        + "\"value\":\"file:/etc/llamagate/config/\"}",
                "{\"name\":\"config\",\"mountPath\":\"/etc/llamagate/config\",\"readOnly\":true}");
    }

    @Test
    void letOthersReachIt() {
        assertThat(settings("{}")).contains(entry("server.address", "0.0.0.0"),
                entry("server.port", 8080), entry("management.server.address", "0.0.0.0"),
                entry("management.server.port", 8081));
    }

    @Test
    void nameItAfterTheRelease() {
        assertThat(settings("{}")).contains(entry("llamagate.name", "gate-llamagate"));
    }

    @Test
    void sayWhereTheKeysAre() {
        assertThat(settings("""
                llamacloud:
                  apiKey: {nextKey: next}
                  keys: {proj_A: {key: a, nextKey: b}}
                """)).contains(
                entry("llamagate.llamacloud.api-key-file", "/etc/llamagate/key/api-key"),
                entry("llamagate.llamacloud.next-api-key-file", "/etc/llamagate/key/next"),
                entry("llamagate.llamacloud.keys[proj_A].file", "/etc/llamagate/key/a"),
                entry("llamagate.llamacloud.keys[proj_A].next", "/etc/llamagate/key/b"));
    }

    @Test
    void sayWhereTheListOfCallersIs() {
        assertThat(ofInstallation("token")).contains(entry("llamagate.callers.mode", "token"),
                entry("llamagate.callers.tokens-file", "/etc/llamagate/callers/callers.yaml"));
    }

    @Test
    void haveTheClustersKeysForTheTokensOfServiceAccounts() {
        assertThat(ofInstallation("jwt")).contains(entry("llamagate.callers.mode", "jwt"),
                entry("llamagate.callers.jwt.issuer",
                        "https://kubernetes.default.svc.cluster.local"),
                entry("llamagate.callers.jwt.audience", "llamagate"),
                entry("llamagate.callers.jwt.jwks-uri",
                        "https://kubernetes.default.svc/openid/v1/jwks"),
                entry("llamagate.callers.jwt.token-file", "/etc/llamagate/cluster/token"),
                entry("llamagate.callers.jwt.ca-file", "/etc/llamagate/cluster/ca.crt"),
                entry("llamagate.callers.jwt.rules[0].match", "system:serviceaccount:orders:*"),
                entry("llamagate.callers.jwt.rules[0].projects[0]", "proj-orders"));
    }

    /** It would be a gift to whoever runs that issuer. */
    @Test
    void showTheClustersTokenToNoOtherIssuer() {
        Rendered rendered = Chart.asItIs().with(installation("jwt"),
                "callers: {jwt: {keysFrom: issuer, issuer: 'https://login.example.com'}}");
        assertThat(rendered.settings()).doesNotContainKeys("llamagate.callers.jwt.token-file",
                "llamagate.callers.jwt.ca-file", "llamagate.callers.jwt.jwks-uri");
        assertThat(rendered.pod().toString()).doesNotContain("serviceAccountToken");
    }

    @Test
    void serveCallersOverTlsAndAskThemForCertificates() {
        assertThat(ofInstallation("certificate")).contains(entry("server.ssl.bundle", "callers"),
                entry("server.ssl.client-auth", "want"),
                entry("management.server.ssl.enabled", false),
                entry("spring.ssl.bundle.pem.callers.keystore.certificate",
                        "/etc/llamagate/tls/tls.crt"),
                entry("spring.ssl.bundle.pem.callers.keystore.private-key",
                        "/etc/llamagate/tls/tls.key"),
                entry("spring.ssl.bundle.pem.callers.truststore.certificate",
                        "/etc/llamagate/client-ca/ca.crt"),
                entry("llamagate.callers.certificates[0].match", "api.orders.example.com"));
    }

    @Test
    void areOverriddenByAnyOfTheInstallersOwn() {
        assertThat(settings(
                """
                        config:
                          llamagate: {name: mine, callers: {limit: {burst: 1}}, \
                        cache: {max-entries: 10000000}}
                          springdoc: {swagger-ui: {enabled: false}}
                        """))
                .contains(entry("llamagate.name", "mine"),
                        entry("llamagate.callers.limit.burst", 1),
                        entry("llamagate.callers.limit.requests-per-second", 1000),
                        entry("llamagate.cache.max-entries", 10_000_000),
                        entry("springdoc.swagger-ui.enabled", false));
    }

    @Test
    void restartPodsWhenTheyChange() {
        assertThat(checksum("config: {llamagate: {name: a}}"))
                .isNotEqualTo(checksum("config: {llamagate: {name: b}}"))
                .isEqualTo(checksum("{config: {llamagate: {name: a}}, commonLabels: {a: b}}"));
    }

    @ParameterizedTest
    @MethodSource("io.llamagate.chart.Chart#wholeInstallations")
    void areOnesThatTheGatewayHas(Path values) {
        Map<Object, Object> written = new HashMap<>(Chart.asItIs().with(values).settings());
        written.keySet().removeAll(known().keySet());
        assertThat(written.keySet()).allMatch(name -> WITHOUT_A_DEFAULT.stream()
                .anyMatch(name.toString()::startsWith));
    }

    private static Path installation(String feature) {
        return Chart.DIRECTORY.resolve("ci/" + feature + "-values.yaml");
    }

    private static Properties ofInstallation(String feature) {
        return Chart.asItIs().with(installation(feature)).settings();
    }

    private static Properties settings(String values) {
        return Chart.asItIs().with(values).settings();
    }

    private static String checksum(String values) {
        return Chart.asItIs().with(values).pod().path("metadata").path("annotations")
                .path("checksum/config").asString();
    }

    private static Properties known() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource("application.yml"));
        return Objects.requireNonNull(yaml.getObject());
    }
}
