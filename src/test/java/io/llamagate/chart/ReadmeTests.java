package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chart's README has the values that there are, from their comments in values.yaml. */
class ReadmeTests {
    private static final Path WRITTEN = Chart.DIRECTORY.resolve("README.md");
    private static final Path FRESH = Path.of("target", "chart-README.md");
    private static final Pattern TABLES = Pattern
            .compile("(?s)(<!-- values -->\n).*(<!-- end of values -->)");

    @Test
    void hasTheTablesThatTheValuesGive() throws IOException {
        String fresh = TABLES.matcher(Files.readString(WRITTEN))
                .replaceFirst("$1" + Matcher.quoteReplacement(tables()) + "$2");
        Files.writeString(FRESH, fresh);
        assertThat(WRITTEN).as("If the values were meant to change: cp %s %s", FRESH, WRITTEN)
                .hasContent(fresh);
        assertThat(fresh).contains("<!-- end of values -->");
    }

    @Test
    void hasACommentForEveryValue() {
        assertThat(ValuesFile.read()).isNotEmpty().allMatch(
                value -> value.comment().matches("[A-Z][^|]*\\.( [A-Z].*)*"));
    }

    private static String tables() {
        StringBuilder tables = new StringBuilder();
        String section = "";
        for (ValuesFile.Value value : ValuesFile.read()) {
            if (!value.section().equals(section)) {
                section = value.section();
                tables.append("\n### ").append(section)
                        .append("\n\n| value | default | what it is |\n| --- | --- | --- |\n");
            }
            tables.append("| `%s` | %s | %s |\n".formatted(value.name(),
                    value.byDefault().equals("\"\"") ? "" : "`" + value.byDefault() + "`",
                    value.comment()));
        }
        return tables.append('\n').toString();
    }
}
