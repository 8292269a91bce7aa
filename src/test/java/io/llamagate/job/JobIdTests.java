package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobIdTests {
    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "bjb-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "A_b-C", "item",
        "items2", "x-items"})
    void isLettersDigitsUnderscoresAndHyphens(String id) {
        assertThat(new JobId(id).value()).isEqualTo(id);
        assertThat(id).matches(JobId.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-a", "_a", ".", "..", "a.b", "a/b", "a\\b", "a%2Fb", "a;b",
        "a b", "a\n", "a\u0000", "é", "a?b", "a#b", "a:b", "a@b", "٣"})
    void isNothingElse(String id) {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> new JobId(id))
                .withMessage(
                        "The job id must be 1 to 128 characters of A-Z, a-z, 0-9, _ and -,"
                                + " beginning with a letter or digit.");
        assertThat(id).doesNotMatch(JobId.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"items", "ITEMS", "iTeMs"})
    void isNotTheWordItemsInAnyLetterCase(String id) {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> new JobId(id))
                .withMessage("The job id must not be the word items.");
        assertThat(id).doesNotMatch(JobId.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128})
    void hasUpTo128Characters(int length) {
        assertThat(JobId.isValid("x".repeat(length))).isTrue();
        assertThat("x".repeat(length)).matches(JobId.PATTERN);
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 100_000})
    void hasNoMoreThan128Characters(int length) {
        assertThat(JobId.isValid("x".repeat(length))).isFalse();
        assertThat("x".repeat(length)).doesNotMatch(JobId.PATTERN);
    }
}
