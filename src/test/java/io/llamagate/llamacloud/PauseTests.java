package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseTests {
    private final ManualTime time = new ManualTime();
    private final Pause pause = new Pause(time);

    @Test
    void isNoneAtFirst() {
        assertThat(pause.left()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "75,75", "300,300", "301,300", "999999999,300"})
    void isAsLongAsLlamaCloudTellsFromASecondUpToFiveMinutes(long told, long seconds) {
        begin(told);
        assertThat(pause.left()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void isFiveSecondsWithoutAWordThenTwiceAsLongUpToAMinute() {
        for (long seconds : new long[]{5, 10, 20, 40, 60, 60}) {
            begin(null);
            assertThat(pause.left()).isEqualTo(Duration.ofSeconds(seconds));
            time.passes(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void isFiveSecondsAgainAfterAnAnswer() {
        begin(null);
        time.passes(Duration.ofSeconds(5));
        pause.forget();
        begin(null);
        assertThat(pause.left()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void isNotDoubledByCallsThatWereUnderWay() {
        begin(null);
        time.passes(Duration.ofSeconds(1));
        begin(null);
        pause.forget();
        time.passes(Duration.ofSeconds(4));
        begin(null);
        assertThat(pause.left()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isLengthenedButNeverShortened() {
        begin(20L);
        begin(30L);
        begin(10L);
        assertThat(pause.left()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void saysWhetherItBeginsNow() {
        assertThat(pause.begin(Duration.ofSeconds(5))).isTrue();
        assertThat(pause.begin(Duration.ofSeconds(9))).isFalse();
    }

    @Test
    void isOverInTime() {
        begin(7L);
        time.passes(Duration.ofSeconds(7));
        assertThat(pause.left()).isZero();
    }

    private void begin(@Nullable Long seconds) {
        pause.begin(seconds == null ? null : Duration.ofSeconds(seconds));
    }
}
