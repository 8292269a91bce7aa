package io.llamagate.llamacloud;

import java.time.Clock;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/** Reads Retry-After: whole seconds or a date (RFC 9110 section 10.2.3). Pure. */
final class RetryAfter {
    /** What a 429 without a readable Retry-After counts as. */
    static final Duration DEFAULT = Duration.ofSeconds(5);

    private RetryAfter() {
    }

    static Duration of(HttpHeaders headers, Clock clock) {
        String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return DEFAULT;
        }
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            long date = headers.getFirstDate(HttpHeaders.RETRY_AFTER);
            return Duration.ofMillis(Math.max(0, date - clock.millis()));
        } catch (IllegalArgumentException e) {
            return DEFAULT;
        }
    }
}
