package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.secret.UnusableFileException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser of YAML lets through, or lets out, that no list of callers is. */
class UnusableTokensFileTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ~: x                 | the file
            callers: [{~: x}]    | callers[0]
            callers: [{? : x}]   | callers[0]
            """)
    void saysWhereAFieldHasNoName(String text, String where) {
        assertThatExceptionOfType(UnusableFileException.class).isThrownBy(() -> parse(text))
                .withMessageStartingWith("has something else than").withMessageEndingWith(where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!int 9f86d081", "!!float 9f86d081", "!!binary 9f86d",
        "!!timestamp 9f86d081"})
    void quotesNoValueThatDoesNotFitItsTag(String value) {
        assertThatExceptionOfType(UnusableFileException.class)
                .isThrownBy(() -> parse("callers: [{sha256: [" + value + "]}]"))
                .withMessage("is not YAML").withNoCause();
    }

    private static void parse(String text) throws UnusableFileException {
        var _ = new TokensFile(TestCallers.LIMIT).parse(text);
    }
}
