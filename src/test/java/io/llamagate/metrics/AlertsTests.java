package io.llamagate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every alert asks for what the gateway shows, and leads to what is to be done. */
class AlertsTests {
    private static final Path RULES = Path.of("helm", "llamagate", "files", "alerts.yaml");
    private static final Path RUNBOOK = Path.of("docs", "operations.md");

    static Stream<JsonNode> alerts() throws IOException {
        JsonNode rules = JsonMapper.shared()
                .valueToTree(new Yaml().load(Files.readString(RULES)));
        return rules.at("/groups/0/rules").valueStream();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void asksOnlyForSeriesAndLabelsThatThereAre(JsonNode alert) {
        new Query(alert.path("expr").asString())
                .assertAnswerableBy(MonitoredGateway.scraped());
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void hasASectionThatSaysWhatItMeansWhatCallersSeeAndWhatToDo(JsonNode alert)
            throws IOException {
        assertThat(section(name(alert))).contains("**Means:**", "**Callers see:**", "**Do:**");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void leadsToItsSection(JsonNode alert) {
        assertThat(alert.at("/annotations/runbook").asString())
                .isEqualTo(RUNBOOK + "#" + name(alert).toLowerCase(Locale.ROOT));
    }

    @Test
    void isThereForEverySection() throws IOException {
        List<String> sections = Pattern.compile("(?m)^### (Llamagate\\w+)$")
                .matcher(Files.readString(RUNBOOK)).results().map(found -> found.group(1))
                .toList();
        assertThat(alerts().map(AlertsTests::name)).containsExactlyElementsOf(sections);
    }

    private static String section(String name) throws IOException {
        return Arrays.stream(Files.readString(RUNBOOK).split("(?m)^#+ ", -1))
                .filter(section -> section.startsWith(name + "\n")).findFirst()
                .orElseThrow(() -> new AssertionError("No section " + name));
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asString();
    }
}
