package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who reaches the gateway, and whom it reaches. */
class NetworkTests {
    private static final Path EVERYTHING = Chart.DIRECTORY.resolve("ci/everything-values.yaml");
    private static final Path JWT = Chart.DIRECTORY.resolve("ci/jwt-values.yaml");

    @Test
    void opensTwoPortsToEveryoneWhenNobodyIsNamed() {
        assertThat(policy("{}").at("/spec/ingress"))
                .hasToString("[{\"ports\":[{\"port\":\"http\"}]},"
                        + "{\"ports\":[{\"port\":\"management\"}]}]");
    }

    @Test
    void opensEachPortToItsOwnNamespacesAndTheTestsWhenTheyAreNamed() {
        JsonNode ingress = policy("""
                networkPolicy: {callerNamespaces: [orders], monitoringNamespaces: [watch]}
                """).at("/spec/ingress");
        assertThat(namespaces(ingress.path(0))).containsExactly("orders");
        assertThat(namespaces(ingress.path(1))).containsExactly("watch");
        assertThat(ingress.path(0).path("from").path(1).at("/podSelector/matchLabels"))
                .isEqualTo(Chart.asItIs().with().test("health").at("/metadata/labels"));
    }

    @Test
    void letsTheGatewayReachDnsAndPort443AndNothingElse() {
        assertThat(ports("{}")).containsExactly("53", "53", "443");
    }

    @Test
    void letsItReachLlamaCloudOnAnotherPort() {
        assertThat(ports("llamacloud: {baseUrl: 'https://cloud.example.com:8443/llama'}"))
                .containsExactly("53", "53", "443", "8443");
    }

    @Test
    void letsItReachTheApiServerWhenThatHasTheIssuersKeys() {
        assertThat(ports(Chart.asItIs().with(JWT).the("NetworkPolicy")))
                .containsExactly("53", "53", "443", "6443");
    }

    @Test
    void letsItReachWhatIsAdded() {
        assertThat(ports("networkPolicy: {extraEgress: [{ports: [{port: 4318}]}]}"))
                .containsExactly("53", "53", "443", "4318");
    }

    /** A load balancer in front of callers must not lead to metrics too. */
    @Test
    void neverOpensTheManagementPortToTheOutside() {
        Rendered rendered = Chart.asItIs().with("service: {type: LoadBalancer, port: 80}");
        JsonNode callers = rendered.the("Service", "gate-llamagate").path("spec");
        JsonNode management = rendered.the("Service", "gate-llamagate-management").path("spec");
        assertThat(callers.path("type").asString()).isEqualTo("LoadBalancer");
        assertThat(Rendered.texts(callers.path("ports"), "targetPort")).containsExactly("http");
        assertThat(management.path("type").asString()).isEqualTo("ClusterIP");
    }

    @Test
    void isReachedThroughAnIngress() {
        JsonNode ingress = Chart.asItIs().with(EVERYTHING).the("Ingress");
        assertThat(ingress.at("/spec/rules/0/host").asString()).isEqualTo("llamagate.example.com");
        assertThat(ingress.at("/spec/rules/0/http/paths/0/backend/service"))
                .hasToString("{\"name\":\"gate-llamagate\",\"port\":{\"name\":\"https\"}}");
    }

    @Test
    void isReachedThroughAGateway() {
        assertThat(Chart.asItIs().with(EVERYTHING).the("HTTPRoute").path("spec")).hasToString("""
                {"parentRefs":[{"name":"public","namespace":"gateways"}],\
                "hostnames":["llamagate.example.com"],\
                "rules":[{"backendRefs":[{"name":"gate-llamagate","port":8080}]}]}""");
    }

    @Test
    void hasNoMoreObjectsThanTheLeastInstallationNeeds() {
        assertThat(Chart.asItIs().with(Chart.DIRECTORY.resolve("ci/nothing-values.yaml")).names())
                .containsExactlyInAnyOrder("ConfigMap gate-llamagate", "Service gate-llamagate",
                        "Service gate-llamagate-management", "Deployment gate-llamagate");
    }

    private static JsonNode policy(String values) {
        return Chart.asItIs().with(values).the("NetworkPolicy");
    }

    private static List<String> namespaces(JsonNode rule) {
        return Rendered.texts(rule.at("/from/0/namespaceSelector/matchExpressions/0/values"), "");
    }

    private static List<String> ports(String values) {
        return ports(policy(values));
    }

    private static List<String> ports(JsonNode policy) {
        return Rendered.elements(policy.at("/spec/egress"))
                .flatMap(rule -> Rendered.texts(rule.path("ports"), "port").stream()).toList();
    }
}
