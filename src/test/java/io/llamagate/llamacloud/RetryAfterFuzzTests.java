package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpHeaders;

@Timeout(60)
class RetryAfterFuzzTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-06T08:49:37Z"),
            ZoneOffset.UTC);

    /** The first line of the input is Retry-After, every further one Retry-After-Ms. */
    @FuzzTest
    void isNeverNegativeAndNeverFails(byte[] input) {
        String[] lines = new String(input, ISO_8859_1).split("\n", -1);
        HttpHeaders headers = new HttpHeaders();
        headers.add(HttpHeaders.RETRY_AFTER, lines[0]);
        for (int i = 1; i < lines.length; i++) {
            headers.add("Retry-After-Ms", lines[i]);
        }
        Duration wait = RetryAfter.of(headers, CLOCK);
        assertThat(wait == null || !wait.isNegative()).isTrue();
    }
}
