package io.llamagate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A query in PromQL, as far as it names series and labels. */
record Query(String text) {
    private static final Pattern SELECTOR = Pattern.compile("([a-z0-9_]+)\\{([^}]*)}");
    private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~?)\"([^\"]*)\"");
    private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

    /** What the platform adds to every series that it reads. */
    private static final Set<String> OF_THE_PLATFORM = Set.of("namespace", "pod");

    /** What kube-state-metrics shows, which is no series of ours. */
    private static final Map<String, Map<String, Set<String>>> OF_OTHERS = Map.of(
            "kube_deployment_status_replicas_available",
            Map.of("deployment", Set.of("RELEASE_FULLNAME")));

    /** That every series, label and value of a label is one that the scrape has. */
    void assertAnswerableBy(Scrape scrape) {
        List<MatchResult> selectors = SELECTOR.matcher(text).results().toList();
        assertThat(selectors).as(text).isNotEmpty();
        Set<String> labels = new TreeSet<>(OF_THE_PLATFORM);
        for (MatchResult selector : selectors) {
            Map<String, Set<String>> shown = Objects.requireNonNull(
                    OF_OTHERS.getOrDefault(selector.group(1),
                            scrape.labels().get(selector.group(1))),
                    () -> "There is no series %s, of %s".formatted(selector.group(1), text));
            labels.addAll(shown.keySet());
            MATCHER.matcher(selector.group(2)).results()
                    .filter(matcher -> !OF_THE_PLATFORM.contains(matcher.group(1)))
                    .forEach(matcher -> assertThat(shown.get(matcher.group(1)))
                            .as("label %s of %s", matcher.group(1), text)
                            .containsAll(Stream.of(matcher.group(3).split("\\|", -1)).toList()));
        }
        GROUPING.matcher(text).results().flatMap(by -> Stream.of(by.group(1).split(", ", -1)))
                .forEach(label -> assertThat(labels).as(text).contains(label));
        assertThat(SELECTOR.matcher(text).replaceAll("")).as("a series without its namespace")
                .doesNotContainPattern("(llamagate|http|jvm|kube|cache|process)_");
    }
}
