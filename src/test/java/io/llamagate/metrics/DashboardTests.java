package io.llamagate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard asks for what the gateway shows. */
class DashboardTests {
    private static final JsonNode DASHBOARD = JsonMapper.shared()
            .readTree(Path.of("helm", "llamagate", "files", "dashboard.json"));

    static Stream<String> queries() {
        return panels().flatMap(panel -> elements(panel.path("targets")))
                .map(target -> target.path("expr").asString());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void asksOnlyForSeriesAndLabelsThatThereAre(String query) {
        new Query(query).assertAnswerableBy(MonitoredGateway.scraped());
    }

    @Test
    void choosesTheNamespaceByASeriesThatIsThereFromTheStart() {
        assertThat(DASHBOARD.at("/templating/list/1/query").asString())
                .contains("(llamagate_upstream_calls_seconds_count,");
    }

    @Test
    void showsEverySeriesOfTheGatewaysOwn() {
        List<String> queries = queries().toList();
        assertThat(MonitoredGateway.scraped().types().keySet())
                .filteredOn(name -> name.startsWith("llamagate_") && !name.endsWith("_max"))
                .allMatch(name -> queries.stream().anyMatch(query -> query.contains(name)));
    }

    @Test
    void saysOfEveryPanelWhatItShows() {
        assertThat(panels())
                .allMatch(panel -> !panel.path("description").asString().isBlank());
        assertThat(panels().map(panel -> panel.path("id").asInt())).doesNotHaveDuplicates();
        assertThat(panels().map(panel -> panel.path("gridPos").toString()))
                .doesNotHaveDuplicates();
    }

    private static Stream<JsonNode> panels() {
        return elements(DASHBOARD.path("panels"));
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
