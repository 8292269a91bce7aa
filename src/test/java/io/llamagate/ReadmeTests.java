package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of README name what there is, and nothing else. */
class ReadmeTests extends GatewayTest {
    private static final Pattern LISTED = Pattern.compile("<code>(.+)</code></a> \\((\\d+)\\)");

    @Test
    void namesEveryErrorThatTheGatewayListsWithItsStatus() throws IOException {
        Map<String, String> listed = LISTED.matcher(send("GET", "/problems").body()).results()
                .collect(Collectors.toMap(error -> error.group(1), error -> error.group(2)));
        assertThat(table("| code | status |")).isNotEmpty().isEqualTo(listed);
    }

    @Test
    void namesEverySettingOfTheGateway() throws IOException {
        assertThat(ApplicationYml.defaults().keySet()).filteredOn(ReadmeTests::isOurs)
                .containsExactlyInAnyOrderElementsOf(settings().keySet().stream()
                        .filter(ReadmeTests::isOurs).toList());
    }

    @Test
    void givesEverySettingTheDefaultThatItHas() throws IOException {
        assertThat(ApplicationYml.defaults()).containsAllEntriesOf(settings());
    }

    private static boolean isOurs(String setting) {
        return setting.startsWith("llamagate.");
    }

    private static Map<String, String> settings() throws IOException {
        return table("| setting | default |");
    }

    /** What the first column names, each with what the second says of it. */
    private static Map<String, String> table(String head) throws IOException {
        return Files.readAllLines(Path.of("README.md")).stream()
                .dropWhile(line -> !line.startsWith(head)).skip(2)
                .takeWhile(line -> line.startsWith("|")).flatMap(ReadmeTests::entries)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue,
                        (one, other) -> one + " and " + other, TreeMap::new));
    }

    /** A row can be about several names, with a value for all of them or with one for each. */
    private static Stream<Map.Entry<String, String>> entries(String row) {
        String[] cells = row.split("\\|", -1);
        List<String> names = parts(cells[1]).filter(name -> !name.matches("[A-Z_]+")).toList();
        List<String> values = parts(cells[2]).toList();
        assertThat(values.size()).as(row).isIn(1, names.size());
        return IntStream.range(0, names.size())
                .mapToObj(i -> Map.entry(fullName(names.get(i), names.getFirst()),
                        values.get(values.size() == 1 ? 0 : i)));
    }

    /** What stands between the commas; words that are no code tell that there is nothing. */
    private static Stream<String> parts(String cell) {
        return Arrays.stream(cell.strip().split(", ", -1))
                .map(part -> part.replaceAll("^[a-z ]+$|`", ""));
    }

    /** A name that begins with a dot is beside the first one of its row. */
    private static String fullName(String name, String first) {
        return name.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + name : name;
    }
}
