package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondsTests {
    @ParameterizedTest
    @CsvSource({"PT-5S,1", "PT0S,1", "PT0.001S,1", "PT1S,1", "PT1.000000001S,2", "PT1.7S,2",
        "PT58.5S,59", "PT59S,59", "PT1H,59"})
    void ofRetryAfterAreRoundedUpFrom1To59(Duration wait, long seconds) {
        assertThat(Seconds.retryAfter(wait)).isEqualTo(seconds);
    }
}
