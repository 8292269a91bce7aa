package io.llamagate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/metrics.md lists what a real scrape shows, and nothing else. */
class MetricsDocumentTests {
    private static final Pattern SERIES = Pattern
            .compile("(?m)^\\| `([a-z0-9_]+)` \\| (\\w+) \\| ([^|]*)\\| [^|]+\\| [^|]+\\|");
    private static final Pattern FAMILY = Pattern.compile("`([a-z]+_)\\*`");
    private static final List<String> OURS = List.of("llamagate_", "http_server_requests",
            "resilience4j_circuitbreaker_", "reactor_netty_connection_provider_", "cache_");

    private final String document = read();
    private final Scrape scrape = MonitoredGateway.scraped();

    @Test
    void listsEverySeriesWithItsTypeAndItsLabels() {
        Map<String, String> shown = new TreeMap<>();
        scrape.types().forEach((name, type) -> {
            if (isOurs(name)) {
                shown.put(name, type + " " + scrape.labelsOf(name));
            }
        });
        assertThat(documented()).isEqualTo(shown);
    }

    @Test
    void listsTheFamiliesOfAllOthers() {
        Set<String> families = FAMILY.matcher(document).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(scrape.types().keySet()).filteredOn(name -> !isOurs(name))
                .allMatch(name -> families.stream().anyMatch(name::startsWith));
    }

    @Test
    void listsEveryOutcomeOfARequest() {
        assertThat(document).contains("| `hit` |", "| `stale` |", "| `merged` |", "| `miss` |",
                "| `denied` |", "| `error` |");
    }

    @Test
    void areShownWithoutTheIdsOfJobsTokensAndKeys() {
        assertThat(MonitoredGateway.text()).contains("caller=\"orders\"")
                .doesNotContain(MonitoredGateway.JOB, "token-of", "llx-");
    }

    @Test
    void showTheFilesOfKeysAndOfCallers() {
        assertThat(scrape.labels().get("llamagate_file_usable")).containsEntry("file",
                Set.of("target/metrics/key", "target/metrics/callers.yml"));
    }

    private Map<String, String> documented() {
        return SERIES.matcher(document).results().collect(Collectors.toMap(row -> row.group(1),
                row -> row.group(2) + " " + labels(row), (one, _) -> one, TreeMap::new));
    }

    private static Set<String> labels(MatchResult row) {
        return Pattern.compile("`([a-z_]+)`").matcher(row.group(3)).results()
                .map(label -> label.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isOurs(String name) {
        return OURS.stream().anyMatch(name::startsWith);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("docs", "metrics.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
