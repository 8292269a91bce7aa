package io.llamagate.metrics;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Prometheus reads of a gateway.
 *
 * @param types the type of each series, by the name that its TYPE line has
 * @param labels for each series of a sample the values of its labels
 */
record Scrape(Map<String, String> types, Map<String, Map<String, Set<String>>> labels) {
    private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** Reads the text format. */
    static Scrape of(String text) {
        Scrape scrape = new Scrape(new TreeMap<>(), new TreeMap<>());
        text.lines().forEach(scrape::add);
        return scrape;
    }

    /** The names of the labels that a series of a TYPE line has; a bucket's bound is none. */
    Set<String> labelsOf(String series) {
        Set<String> names = new TreeSet<>();
        for (String suffix : new String[]{"", "_bucket", "_count", "_sum"}) {
            names.addAll(labels.getOrDefault(series + suffix, Map.of()).keySet());
        }
        names.remove("le");
        return names;
    }

    private void add(String line) {
        if (line.startsWith("# TYPE ")) {
            String[] words = line.split(" ", -1);
            types.put(words[2], words[3]);
        }
        Matcher sample = SAMPLE.matcher(line);
        if (sample.matches()) {
            Map<String, Set<String>> values = labels.computeIfAbsent(sample.group(1),
                    _ -> new TreeMap<>());
            LABEL.matcher(String.valueOf(sample.group(2))).results().forEach(label -> values
                    .computeIfAbsent(label.group(1), _ -> new TreeSet<>()).add(label.group(2)));
        }
    }
}
