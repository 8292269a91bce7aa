package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SECURITY.md names the tests that hold each of its lines. */
class SecurityDocumentTests {
    private static final Pattern TEST = Pattern.compile("`(\\w+Tests)(?:\\.(\\w+))?`");

    static List<String> threats() throws IOException {
        return Files.readAllLines(Path.of("SECURITY.md")).stream()
                .filter(line -> line.startsWith("|")).skip(2).toList();
    }

    @ParameterizedTest
    @MethodSource("threats")
    void namesATestForEachThreatAndNoneThatThereIsNot(String threat) throws IOException {
        Map<String, String> tests = tests();
        List<MatchResult> named = TEST.matcher(threat).results().toList();
        assertThat(named).isNotEmpty()
                .allSatisfy(test -> assertThat(tests.get(test.group(1))).contains(
                        test.group(2) == null ? "void " : "void " + test.group(2) + "("));
    }

    /** What stands in the files of tests, by their classes. */
    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Tests.java")).collect(Collectors
                    .toMap(file -> Objects.toString(file.getFileName()).replace(".java", ""),
                            SecurityDocumentTests::text, (one, other) -> one + other));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
