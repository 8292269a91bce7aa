package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTests {
    @ParameterizedTest
    @ValueSource(strings = {"llx-1", "llx-1\n", "llx-1\r\n"})
    void isALineWithoutItsEnd(String text) {
        assertThat(ApiKey.of(text).value()).isEqualTo("llx-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "no-prefix", "!~", "Bearer:0=/+"})
    void needsNoPrefix(String text) {
        assertThat(ApiKey.of(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "llx 1", " llx-1", "llx-1 ", "llx-1\n\n", "\nllx-1",
        "llx-1\nllx-2", "llx-1\r", "llx\t1", "llx-\u00e9", "llx-\u0000", "llx-\u007f",
        "\ufeffllx-1"})
    void isNothingButVisibleAscii(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.of(text));
    }

    @Test
    void isNotShownWhenItIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiKey.of("llx secret"))
                .withMessageNotContaining("secret").withNoCause();
    }

    @Test
    void showsOnlyTheFirstDigitsOfItsFingerprint() {
        assertThat(ApiKey.of("llx-1")).hasToString("ApiKey[7ed00100]");
    }
}
