package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenHashTests {
    /** What {@code printf test | sha256sum} prints. */
    private static final String OF_TEST =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @Test
    void isTheSha256ThatOtherToolsPrint() {
        assertThat(TokenHash.of("test")).hasToString(OF_TEST).isEqualTo(TokenHash.parse(OF_TEST))
                .hasSameHashCodeAs(TokenHash.parse(OF_TEST));
    }

    @Test
    void isTheSameInCapitals() {
        assertThat(TokenHash.parse(OF_TEST.toUpperCase(Locale.ROOT))).hasToString(OF_TEST);
    }

    @Test
    void isThatOfTheTokensUtf8() {
        assertThat(TokenHash.of("\u00e9")).hasToString(
                "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tes", "Test", "test ", "", "9f86d081884c7d659a2feaa0c55ad015"})
    void differsFromThatOfAnotherToken(String other) {
        assertThat(TokenHash.of(other)).isNotEqualTo(TokenHash.of("test"));
    }

    @Test
    void isNotTheTextThatItIsWrittenAs() {
        assertThat(TokenHash.of("test")).isNotEqualTo((Object) OF_TEST).isNotEqualTo(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "test",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a080",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a0g",
        " 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
        "\uff19f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"})
    void isWrittenAs64HexadecimalDigitsAlone(String text) {
        assertThat(TokenHash.parse(text)).isNull();
    }
}
