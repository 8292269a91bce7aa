package io.llamagate.caller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.llamagate.caller.TokensFile.Entry;
import io.llamagate.secret.UnusableFileException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TokensFileFuzzTests {
    /** All that a complaint may consist of, so that nothing of the file can be in it. */
    private static final Set<String> WORDS = Set.of("has", "is", "lists", "no", "not", "a", "the",
            "of", "in", "at", "than", "from", "to", "else", "something", "more", "twice", "quote",
            "it", "file", "YAML", "line", "fields", "field", "list", "text", "whole", "number",
            "hexadecimal", "digits", "token", "name", "callers", "sha256", "projects", "limit",
            "requests-per-second", "burst");
    private static final Pattern COUNT = Pattern.compile("\\d{1,7}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z0-9-]+");

    @FuzzTest
    void listsCallersOrComplainsWithoutQuoting(byte[] file) {
        try {
            assertThat(new TokensFile(TestCallers.LIMIT).parse(new String(file, UTF_8)))
                    .isNotEmpty().allSatisfy(TokensFileFuzzTests::assertIsWhole);
        } catch (UnusableFileException e) {
            assertThat(e).hasNoCause();
            assertThat(BETWEEN_WORDS.splitAsStream(e.getMessage()))
                    .allMatch(word -> WORDS.contains(word) || COUNT.matcher(word).matches());
        }
    }

    private static void assertIsWhole(Entry entry) {
        assertThat(entry.token().toString()).matches("[0-9a-f]{64}");
        assertThat(entry.caller().name()).isNotBlank();
        assertThat(entry.caller().projects().areSome())
                .isEqualTo(!entry.caller().projects().ids().isEmpty());
        assertThat(List.of(entry.caller().limit().requestsPerSecond(),
                entry.caller().limit().burst()))
                .allMatch(count -> count >= 1 && count <= 1_000_000);
    }
}
