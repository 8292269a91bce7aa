package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Demand;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 5.2.1, but for the last one. */
class CacheControlTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            max-age=5        | 5
            max-age=0        | 0
            MAX-Age=5        | 5
            max-age="5"      | 5
            max-age=007      | 7
            max-age=2147483647          | 2147483647
            max-age=2147483648          | 2147483647
            max-age=99999999999999999999| 2147483647
            """, quoteCharacter = '`')
    void readsMaxAge(String field, long seconds) {
        assertThat(parse(field)).isEqualTo(new Demand(seconds(seconds), null, null, null, false));
    }

    @Test
    void readsNoCacheAsAnAgeOfZeroWhateverMaxAgeSays() {
        assertThat(parse("no-cache").maxAge()).isZero();
        assertThat(parse("max-age=60, no-cache").maxAge()).isZero();
    }

    @Test
    void readsMinFresh() {
        assertThat(parse("min-fresh=5"))
                .isEqualTo(new Demand(null, seconds(5), null, null, false));
    }

    @ParameterizedTest
    @CsvSource({"max-stale=5,5", "max-stale,2147483647"})
    void readsMaxStaleWhichMayHaveNoValue(String field, long seconds) {
        assertThat(parse(field)).isEqualTo(new Demand(null, null, seconds(seconds), null, false));
    }

    @Test
    void readsOnlyIfCached() {
        assertThat(parse("only-if-cached")).isEqualTo(new Demand(null, null, null, null, true));
    }

    /** RFC 5861 section 4. */
    @Test
    void readsStaleIfError() {
        assertThat(parse("stale-if-error=600"))
                .isEqualTo(new Demand(null, null, null, seconds(600), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "no-transform", "", " ", ",,", "max-age", "max-age=",
        "max-age=-1", "max-age=1.5", "max-age=soon", "max-stale=soon", "min-fresh", "private",
        "max-age =5", "max-age= 5", "x=\"max-age=5\"", "=5", "\"", "x=\"no-cache", "\u0000",
        "no-cache2"})
    void ignoresWhatItDoesNotKnowOrCannotRead(String field) {
        assertThat(parse(field)).isEqualTo(Demand.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=5,only-if-cached", " max-age=5 , only-if-cached ",
        ",max-age=5,,only-if-cached,", "x=\"a,b\\\"c\", max-age=5, only-if-cached=1",
        "?, max-age=5, only-if-cached"})
    void readsListsAsTheyCome(String field) {
        assertThat(parse(field)).isEqualTo(new Demand(seconds(5), null, null, null, true));
    }

    @Test
    void readsSeveralFieldsAsOneList() {
        assertThat(parse("max-age=5", "only-if-cached"))
                .isEqualTo(new Demand(seconds(5), null, null, null, true));
    }

    @Test
    void takesTheFirstOfWhatStandsTwice() {
        assertThat(parse("max-age=5, max-age=9").maxAge()).isEqualTo(seconds(5));
    }

    @Test
    void readsHoweverLongAValueIs() {
        assertThat(parse("x=\"" + "a\\\"".repeat(20_000) + "\", max-age=5").maxAge())
                .isEqualTo(seconds(5));
    }

    @Test
    void demandsNothingWithoutTheHeader() {
        assertThat(parse()).isEqualTo(Demand.NONE);
    }

    private static Demand parse(String... fields) {
        return CacheControl.parse(Collections.enumeration(Arrays.asList(fields)));
    }

    private static @Nullable Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
