package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By RFC 7240. */
class PreferencesTests {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            wait=30                                  | 30
            WAIT=30                                  | 30
            wait="30"                                | 30
            wait = 30                                | 30
            wait=30; why=soon                        | 30
            respond-async, wait=30                   | 30
            respond-async; x="a,wait=1;b", wait=30   | 30
            return=minimal;wait=1, wait=30           | 30
            wait=1                                   | 1
            wait=00030                               | 30
            """)
    void tellHowLongToWait(String field, long seconds) {
        assertThat(wait(field)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=51", "wait=3600", "wait=99999999999999999999999999"})
    void areCappedBelowTheTimeoutsOfClients(String field) {
        assertThat(wait(field)).isEqualTo(Duration.ofSeconds(50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "wait", "wait=", "wait=\"\"", "wait=-1", "wait=0",
        "wait=1.5", "wait=1e3", "wait=soon", "wait=\u0663", "waiting=30", "x-wait=30", "wait:30",
        "wait=\"30", "\"wait=30\"", "return=minimal;wait=30"})
    void areIgnoredWhenTheyTellNoWait(String field) {
        assertThat(wait(field)).isNull();
    }

    @Test
    void areNoneWithoutTheHeader() {
        assertThat(wait(new String[0])).isNull();
    }

    /** Section 2. */
    @Test
    void countByTheirFirstMention() {
        assertThat(wait("wait=5, wait=10")).isEqualTo(Duration.ofSeconds(5));
        assertThat(wait("wait=5", "wait=10")).isEqualTo(Duration.ofSeconds(5));
        assertThat(wait("wait=never", "wait=10")).isNull();
    }

    private static @Nullable Duration wait(String... fields) {
        return Preferences.wait(Collections.enumeration(List.of(fields)));
    }
}
