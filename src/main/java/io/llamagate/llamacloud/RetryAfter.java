package io.llamagate.llamacloud;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads how long LlamaCloud asks to be left alone: {@code retry-after-ms}, which its SDKs know
 * (contract section 4), else Retry-After in whole seconds or as a date (RFC 9110 section 10.2.3).
 * Pure.
 */
final class RetryAfter {
    private RetryAfter() {
    }

    /** The time, never negative, or null if there is none that can be read. */
    static @Nullable Duration of(HttpHeaders headers, Clock clock) {
        String millis = headers.getFirst("Retry-After-Ms");
        if (millis != null && millis.matches("\\d{1,12}(\\.\\d{1,6})?")) {
            return Duration.ofMillis((long) Math.ceil(Double.parseDouble(millis)));
        }
        String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return null;
        }
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            long date = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
            return Duration.ofMillis(Math.max(0, date - clock.millis()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }
}
