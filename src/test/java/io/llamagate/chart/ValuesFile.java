package io.llamagate.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chart's values with their comments, as values.yaml writes them: a comment right above each, a
 * line that begins with ## above each section.
 */
final class ValuesFile {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):(?: (.+))?");
    private static final String INDENT = "  ";

    private final List<Value> values = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final StringBuilder comment = new StringBuilder();
    private String section = "";

    private ValuesFile() {
    }

    /**
     * A value that has none below it.
     *
     * @param section what it is about
     * @param name its path
     * @param byDefault what it is unless set, as YAML
     * @param comment what it means; empty if nothing is said
     */
    record Value(String section, String name, String byDefault, String comment) {
    }

    /** All values in their order. */
    static List<Value> read() {
        try {
            ValuesFile file = new ValuesFile();
            Files.readAllLines(Chart.DIRECTORY.resolve("values.yaml")).forEach(file::take);
            return List.copyOf(file.values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(String line) {
        Matcher key = KEY.matcher(line);
        if (line.isBlank()) {
            comment.setLength(0);
        } else if (line.startsWith("## ")) {
            section = line.substring(3);
        } else if (line.strip().startsWith("# ")) {
            comment.append(comment.isEmpty() ? "" : " ").append(line.strip().substring(2));
        } else if (key.matches()) {
            take(key.group(1).length() / INDENT.length(), key.group(2), key.group(3));
        } else {
            throw new IllegalStateException("This is no value, comment or section: " + line);
        }
    }

    private void take(int depth, String name, String value) {
        path.subList(depth, path.size()).clear();
        path.add(name);
        if (value != null) {
            values.add(new Value(section, String.join(".", path), value, comment.toString()));
            comment.setLength(0);
        }
    }
}
