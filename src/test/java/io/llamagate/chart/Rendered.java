package io.llamagate.chart;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the chart was rendered to.
 *
 * @param objects the objects, in the order of their rendering
 */
record Rendered(List<JsonNode> objects) {
    /** The annotation that a hook of {@code helm test} has here. */
    static final String HOOKED = "llamagate.io/hooked";

    /** What YAML documents say. */
    static Rendered of(String yaml) {
        List<JsonNode> objects = new ArrayList<>();
        for (Object document : new Yaml().loadAll(yaml)) {
            if (document != null) {
                objects.add(JsonMapper.shared().valueToTree(document));
            }
        }
        return new Rendered(List.copyOf(objects));
    }

    /** The name and kind of each object that belongs to the release for good. */
    List<String> names() {
        return objects.stream().filter(object -> !isTest(object))
                .map(object -> kind(object) + " " + name(object)).toList();
    }

    /** The only object of a kind. */
    JsonNode the(String kind) {
        List<JsonNode> found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError("There are %d of %s".formatted(found.size(), kind));
        }
        return found.getFirst();
    }

    /** The object of a kind and name. */
    JsonNode the(String kind, String name) {
        return all(kind).stream().filter(object -> name(object).equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("There is no %s %s".formatted(kind, name)));
    }

    /** The objects of a kind, tests excepted. */
    List<JsonNode> all(String kind) {
        return objects.stream().filter(object -> kind(object).equals(kind) && !isTest(object))
                .toList();
    }

    /** The pods that {@code helm test} runs. */
    List<JsonNode> tests() {
        return objects.stream().filter(Rendered::isTest).toList();
    }

    /** The pod that {@code helm test} runs under a name. */
    JsonNode test(String name) {
        return tests().stream().filter(pod -> name(pod).equals("gate-llamagate-test-" + name))
                .findFirst().orElseThrow(() -> new AssertionError("There is no test " + name));
    }

    /** The gateway's pod and those of the tests, each with metadata and spec. */
    Stream<JsonNode> pods() {
        return Stream.concat(Stream.of(pod()), tests().stream());
    }

    /** The gateway's pod: its metadata and spec. */
    JsonNode pod() {
        return the("Deployment").at("/spec/template");
    }

    /** The gateway's container. */
    JsonNode container() {
        return pod().at("/spec/containers/0");
    }

    /** The gateway's settings as it reads them from the ConfigMap. */
    Properties settings() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        String text = the("ConfigMap", "gate-llamagate").path("data").path("application.yml")
                .asString();
        yaml.setResources(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
        return Objects.requireNonNull(yaml.getObject());
    }

    /** The elements of an array. */
    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** The texts of an array, or of a field of its elements. */
    static List<String> texts(JsonNode array, String field) {
        return elements(array)
                .map(element -> (field.isEmpty() ? element : element.path(field)).asString())
                .toList();
    }

    static String kind(JsonNode object) {
        return object.path("kind").asString();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asString();
    }

    private static boolean isTest(JsonNode object) {
        return object.path("metadata").path("annotations").has(HOOKED);
    }
}
