package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** application.yml is the one place where every setting stands. */
class SettingsTests {
    @Test
    void standInApplicationYmlAllOfThem() throws IOException {
        Set<String> known = new TreeSet<>();
        metadata().forEach(property -> known.add(property.path("name").stringValue()));
        assertThat(ApplicationYml.defaults().keySet())
                .filteredOn(name -> name.startsWith("llamagate."))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void haveTheSameDefaultThereAsInTheCode() throws IOException {
        assertThat(metadata()).filteredOn(property -> property.has("defaultValue"))
                .allSatisfy(property -> assertThat(written(property.path("name").stringValue()))
                        .isEqualTo(property.path("defaultValue").asString()));
    }

    @Test
    void haveADescriptionForTheIde() throws IOException {
        assertThat(metadata())
                .allSatisfy(property -> assertThat(property.path("description").stringValue(""))
                        .as(property.path("name").stringValue()).isNotBlank());
    }

    @Test
    void haveALineOfCommentEach() throws IOException {
        List<String> lines = Files.readAllLines(ApplicationYml.FILE);
        Node whole = new Yaml().compose(new StringReader(String.join("\n", lines)));
        assertThat(linesOfLeaves(whole)).isNotEmpty()
                .allSatisfy(line -> assertThat(lines.get(line - 1).trim())
                        .as("above " + lines.get(line)).startsWith("#"));
    }

    @ParameterizedTest
    @CsvSource({
        "server.address,127.0.0.1",
        "server.port,8080",
        "management.server.address,127.0.0.1",
        "management.server.port,8081"})
    void letTheGatewayListenOnThisMachineAlone(String name, String value) throws IOException {
        assertThat(written(name)).isEqualTo(value);
    }

    /** Where the keys stand that hold no further ones: those of empty values are settings, too. */
    private static List<Integer> linesOfLeaves(Node node) {
        return ((MappingNode) node).getValue().stream()
                .flatMap(entry -> entry.getValueNode() instanceof MappingNode inner
                        && !inner.getValue().isEmpty()
                                ? linesOfLeaves(inner).stream()
                                : Stream.of(entry.getKeyNode().getStartMark().getLine()))
                .toList();
    }

    private static String written(String name) throws IOException {
        return String.valueOf(ApplicationYml.defaults().get(name));
    }

    private static List<JsonNode> metadata() throws IOException {
        try (InputStream json = SettingsTests.class
                .getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            JsonNode properties = JsonMapper.shared().readTree(json).path("properties");
            return StreamSupport.stream(properties.spliterator(), false).toList();
        }
    }
}
