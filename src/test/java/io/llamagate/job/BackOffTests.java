package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTests {
    @ParameterizedTest
    @CsvSource({"1,1000", "2,2000", "3,4000", "4,4000", "1000000,4000"})
    void doublesFromOneSecondToFour(int failures, long millis) {
        assertThat(backOff(0.5).after(failures, null)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({"0,3000", "0.99,4980"})
    void isAQuarterMoreOrLessAtRandom(double chance, long millis) {
        assertThat(backOff(chance).after(3, null).toMillis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"500,1000", "3000,3000", "60000,5000"})
    void isAsLongAsLlamaCloudAsksWithinFiveSeconds(long asked, long millis) {
        assertThat(backOff(0.5).after(1, Duration.ofMillis(asked)))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void isPositiveHoweverMuchLlamaCloudAsks() {
        assertThat(backOff(0).after(1, Duration.ZERO)).isPositive();
    }

    private static BackOff backOff(double chance) {
        return new BackOff(new FixedRandom(chance));
    }
}
