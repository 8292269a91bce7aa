package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class RetryAfterTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-06T08:49:37Z"),
            ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 999_999_999})
    void isWholeSeconds(long seconds) {
        assertThat(retryAfter(Long.toString(seconds))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fri, 06 Nov 2026 08:50:07 GMT", "Friday, 06-Nov-26 08:50:07 GMT"})
    void isTheTimeLeftUntilADate(String date) {
        assertThat(retryAfter(date)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void isZeroForADateInThePast() {
        assertThat(retryAfter("Fri, 06 Nov 2026 08:49:36 GMT")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "1.5", "soon", "7s", "1e3", "12345678901234567890",
        "Fri, 32 Nov 2026 08:49:36 GMT", "Mon Nov 06 08:49:37 +300000000", "\u0667"})
    void isUnknownForWhatCannotBeRead(String garbage) {
        assertThat(retryAfter(garbage)).isNull();
    }

    @Test
    void isUnknownWithoutTheHeader() {
        assertThat(RetryAfter.of(new HttpHeaders(), CLOCK)).isNull();
    }

    /** As SDKs read it (contract section 4.3). */
    @ParameterizedTest
    @CsvSource({"1500,1500", "0,0", "250.2,251"})
    void isMillisecondsInTheOtherHeaderWhichWins(String value, long millis) {
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.RETRY_AFTER, "30");
        headers.add("retry-after-ms", value);
        assertThat(RetryAfter.of(headers, CLOCK)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1e9", "9999999999999999"})
    void isInSecondsWhenTheOtherHeaderCannotBeRead(String garbage) {
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.RETRY_AFTER, "30");
        headers.add("retry-after-ms", garbage);
        assertThat(RetryAfter.of(headers, CLOCK)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void isTheFirstOfSeveral() {
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.RETRY_AFTER, "3");
        headers.add(HttpHeaders.RETRY_AFTER, "9");
        assertThat(RetryAfter.of(headers, CLOCK)).isEqualTo(Duration.ofSeconds(3));
    }

    private static @Nullable Duration retryAfter(String value) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, value);
        return RetryAfter.of(headers, CLOCK);
    }
}
