package io.llamagate.job;

import static io.llamagate.job.CacheFixture.status;
import static io.llamagate.job.JobState.COMPLETED;
import static io.llamagate.job.JobState.PENDING;
import static io.llamagate.job.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTests {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private Progress progress = Progress.begin(status(RUNNING, 20));

    @Test
    void ofOneLookGivesNoEstimate() {
        assertThat(progress.left(NOW)).isNull();
    }

    @Test
    void goesOnAsItDidSoFar() {
        seen(30);
        assertThat(progress.left(NOW)).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void hasLessLeftTheOlderTheAnswerIs() {
        seen(30);
        assertThat(progress.left(TEN_SECONDS)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void countsFromTheLastLookBeforeItMoved() {
        seen(20);
        seen(20);
        seen(30);
        assertThat(progress.left(NOW)).isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    void countsTheTimeThatItStandsStillAsSpent() {
        seen(30);
        seen(30);
        assertThat(progress.left(NOW)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void startsAgainWhenItFallsBack() {
        seen(30);
        seen(5);
        assertThat(progress.left(NOW)).isNull();
        seen(10);
        assertThat(progress.left(NOW)).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void givesNoEstimateOnceThatIsOver() {
        seen(30);
        assertThat(progress.left(Duration.ofSeconds(71))).isNull();
    }

    @Test
    void givesNoEstimateOfAFinishedJob() {
        seen(30);
        progress = progress.next(status(COMPLETED, 90), TEN_SECONDS);
        assertThat(progress.left(NOW)).isNull();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NaN, 1e300, -1e300, 250})
    void givesNoEstimateByAPercentageThatIsNone(double percentage) {
        seen(percentage);
        assertThat(progress.left(NOW)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"589,false", "590,true"})
    void hasStalledAfterStandingStillForSoLong(long age, boolean stalled) {
        seen(20);
        assertThat(progress.hasStalled(Duration.ofSeconds(age), Duration.ofMinutes(10)))
                .isEqualTo(stalled);
    }

    @Test
    void hasNotStalledWhenItsStateChanges() {
        progress = Progress.begin(status(PENDING, 0)).next(status(RUNNING, 0),
                Duration.ofMinutes(10));
        assertThat(progress.hasStalled(NOW, Duration.ofMinutes(10))).isFalse();
    }

    @Test
    void hasNotStalledOnceItIsFinished() {
        progress = Progress.begin(status(COMPLETED, 100));
        assertThat(progress.hasStalled(Duration.ofHours(1), Duration.ofMinutes(10))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"90,false", "90.5,true", "100,true"})
    void isNearItsEndPastNinetyPercent(double percentage, boolean near) {
        seen(percentage);
        assertThat(progress.isNearEnd()).isEqualTo(near);
    }

    private void seen(double percentage) {
        progress = progress.next(status(RUNNING, percentage), TEN_SECONDS);
    }
}
