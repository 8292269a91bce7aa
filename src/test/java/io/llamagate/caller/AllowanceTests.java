package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import io.llamagate.caller.CallerProperties.Limit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTests {
    private final ManualTime time = new ManualTime();

    @Test
    void allowsTheBurstAtOnceAndThenTellsHowLongToWait() {
        Allowance allowance = allowance(2, 3);
        takeAll(allowance, 3);
        assertThat(allowance.take(1)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void allowsTheNextRequestOnceTheWaitIsOver() {
        Allowance allowance = allowance(2, 3);
        takeAll(allowance, 3);
        time.passes(Duration.ofMillis(499));
        assertThat(allowance.take(1)).isEqualTo(Duration.ofMillis(1));
        time.passes(Duration.ofMillis(1));
        assertThat(allowance.take(1)).isZero();
    }

    @Test
    void allowsItsSteadyRateForEver() {
        Allowance allowance = allowance(10, 1);
        for (int i = 0; i < 1000; i++) {
            assertThat(allowance.take(1)).isZero();
            assertThat(allowance.take(1)).isPositive();
            time.passes(Duration.ofMillis(100));
        }
    }

    @Test
    void takesSeveralRequestsAtOnceOrNone() {
        Allowance allowance = allowance(2, 10);
        assertThat(allowance.take(7)).isZero();
        assertThat(allowance.take(4)).isEqualTo(Duration.ofMillis(500));
        assertThat(allowance.take(3)).isZero();
    }

    /** Or a list longer than the burst could never be asked about. */
    @Test
    void takesNoMoreThanCanBeSavedUpBesideOne() {
        Allowance allowance = allowance(2, 10);
        assertThat(allowance.take(1)).isZero();
        assertThat(allowance.take(99)).isZero();
        assertThat(allowance.take(1)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void savesUpNoMoreThanTheBurst() {
        Allowance allowance = allowance(2, 3);
        time.passes(Duration.ofDays(1));
        takeAll(allowance, 3);
        assertThat(allowance.take(1)).isPositive();
    }

    @Test
    void costsAFifthWhenTheAnswerIsNotSentAnew() {
        Allowance allowance = allowance(1, 10);
        for (int i = 0; i < 46; i++) {
            assertThat(allowance.take(1)).isZero();
            allowance.giveBack();
        }
        assertThat(allowance.take(1)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void givesBackNoMoreThanTheBurst() {
        Allowance allowance = allowance(1, 2);
        allowance.giveBack();
        takeAll(allowance, 2);
        assertThat(allowance.take(1)).isPositive();
    }

    @Test
    void isNotSpentByARequestThatHasToWait() {
        Allowance allowance = allowance(1, 1);
        takeAll(allowance, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(allowance.take(1)).isEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1000|2000|\"caller\";q=2000;w=2",
        "2|3|\"caller\";q=3;w=2", "5|5|\"caller\";q=5;w=1", "10|1|\"caller\";q=1;w=1",
        "1|1000000|\"caller\";q=1000000;w=1000000", "1000000|1|\"caller\";q=1;w=1"})
    void tellsItsPolicyInRequestsAndSeconds(int requestsPerSecond, int burst, String policy) {
        assertThat(allowance(requestsPerSecond, burst).policy()).isEqualTo(policy);
    }

    @Test
    void tellsWhatIsLeftInRequestsAndSeconds() {
        Allowance allowance = allowance(2, 3);
        assertThat(allowance.left()).isEqualTo("\"caller\";r=3;t=0");
        takeAll(allowance, 1);
        assertThat(allowance.left()).isEqualTo("\"caller\";r=2;t=1");
        takeAll(allowance, 2);
        assertThat(allowance.left()).isEqualTo("\"caller\";r=0;t=2");
    }

    @Test
    void tellsOnlyWholeRequestsThatAreLeft() {
        Allowance allowance = allowance(1, 2);
        takeAll(allowance, 1);
        allowance.giveBack();
        assertThat(allowance.left()).isEqualTo("\"caller\";r=1;t=1");
    }

    @Test
    void tellsThatAllIsBackOnceItIs() {
        Allowance allowance = allowance(2, 3);
        takeAll(allowance, 3);
        time.passes(Duration.ofMillis(1500));
        assertThat(allowance.left()).isEqualTo("\"caller\";r=3;t=0");
    }

    @Test
    void bearsTheLargestLimit() {
        Allowance allowance = allowance(1_000_000, 1_000_000);
        takeAll(allowance, 1_000_000);
        assertThat(allowance.take(1)).isEqualTo(Duration.ofNanos(1000));
    }

    private Allowance allowance(int requestsPerSecond, int burst) {
        return new Allowance(new Limit(requestsPerSecond, burst), time);
    }

    private static void takeAll(Allowance allowance, int requests) {
        for (int i = 0; i < requests; i++) {
            assertThat(allowance.take(1).isZero()).isTrue();
        }
    }
}
