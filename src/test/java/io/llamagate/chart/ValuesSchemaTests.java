package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value that is misspelt or of a wrong type ends the installation before anything is installed.
 */
class ValuesSchemaTests {
    /** What Helm itself hands to a chart that is part of another. */
    private static final Set<String> OF_HELM = Set.of("enabled", "global");

    private static final JsonNode SCHEMA = JsonMapper.shared()
            .readTree(Chart.DIRECTORY.resolve("values.schema.json"));

    @Test
    void knowsEveryValueAndNoOther() {
        Set<String> known = new TreeSet<>();
        collect("", SCHEMA, known);
        known.removeAll(OF_HELM);
        assertThat(known).isEqualTo(new TreeSet<>(
                ValuesFile.read().stream().map(ValuesFile.Value::name).toList()));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void refusesAMisspeltValueAnywhere(String object) {
        String open = object.isEmpty() ? "" : "{" + object.replace(".", ": {") + ": ";
        String values = open + "{oops: 1}" + "}".repeat(open.replaceAll("[^{]", "").length());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.asItIs().with(values)).withMessageContaining("oops")
                .withMessageContaining("don't meet the specifications of the schema");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicaCount: "2"                               | replicaCount
            replicaCount: -1                                | replicaCount
            callers: {mode: basic}                          | mode
            callers: {limit: {burst: many}}                 | burst
            callers: {jwt: {rules: [{match: a}]}}           | projects
            callers: {jwt: {jwksUri: 'http://a'}}           | jwksUri
            callers: {tokens: {callers: [{name: a, sha256: [secret], projects: [b]}]}} | sha256
            llamacloud: {baseUrl: api.example.com}          | baseUrl
            llamacloud: {budget: {calls: 0}}                | calls
            llamacloud: {apiKey: {key: ../key}}             | key
            image: {digest: 'sha256:0'}                     | digest
            resources: {limits: {memory: null}}             | memory
            podSecurity: {runAsUser: 0}                     | runAsUser
            networkPolicy: {callerNamespaces: orders}       | callerNamespaces
            topologySpread: {nodes: Always}                 | nodes
            ingress: {enabled: "yes"}                       | enabled
            service: {port: http}                           | port
            tests: {jobId: 'a b'}                           | jobId
            config: []                                      | config
            """)
    void refusesAWrongTypeOrRange(String values, String name) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.asItIs().with(values)).withMessageContaining(name)
                .withMessageContaining("don't meet the specifications of the schema");
    }

    @Test
    void takesWhatHelmHandsToAPartOfAnotherChart() {
        assertThat(Chart.asItIs().with("{enabled: true, global: {a: b}}").objects()).isNotEmpty();
    }

    static Stream<String> objects() {
        List<String> objects = new ArrayList<>(List.of(""));
        ValuesFile.read().stream().map(ValuesFile.Value::name)
                .map(name -> name.replaceFirst("\\.?[^.]*$", "")).distinct()
                .forEach(objects::add);
        return objects.stream().distinct();
    }

    private static void collect(String path, JsonNode schema, Set<String> known) {
        JsonNode resolved = resolve(schema);
        if (path.isEmpty() || (resolved.has("properties") && isClosedObject(path))) {
            assertThat(resolved.path("additionalProperties").asBoolean(true)).as(path).isFalse();
            resolved.path("properties").properties()
                    .forEach(property -> collect(
                            path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                            property.getValue(), known));
        } else {
            known.add(path);
        }
    }

    private static boolean isClosedObject(String path) {
        return ValuesFile.read().stream().noneMatch(value -> value.name().equals(path));
    }

    private static JsonNode resolve(JsonNode schema) {
        return schema.has("$ref")
                ? SCHEMA.at(schema.path("$ref").asString().substring(1))
                : schema;
    }
}
