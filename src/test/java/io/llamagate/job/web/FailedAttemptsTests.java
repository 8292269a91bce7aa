package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailedAttemptsTests {
    private final ManualTime time = new ManualTime();
    private final FailedAttempts attempts = new FailedAttempts(time);

    @Test
    void areTenAMinuteBeforeAnAddressHasToWait() {
        tenFrom("192.0.2.1");
        assertThat(attempts.from("192.0.2.1")).isEqualTo(Duration.ofSeconds(6));
        time.passes(Duration.ofSeconds(6));
        assertThat(attempts.from("192.0.2.1")).isZero();
        assertThat(attempts.from("192.0.2.1")).isPositive();
    }

    @Test
    void areTenAgainAfterAQuietMinute() {
        tenFrom("192.0.2.1");
        time.passes(Duration.ofMinutes(1));
        tenFrom("192.0.2.1");
        assertThat(attempts.from("192.0.2.1")).isPositive();
    }

    @Test
    void areCountedForEachAddressByItself() {
        tenFrom("192.0.2.1");
        assertThat(attempts.from("192.0.2.1")).isPositive();
        assertThat(attempts.from("192.0.2.2")).isZero();
    }

    @Test
    void areCountedTogetherForAllAddressesOfANetwork() {
        tenFrom("2001:db8:0:1::1");
        assertThat(attempts.from("2001:db8:0:1:2:3:4:5")).isPositive();
        assertThat(attempts.from("2001:db8:0:2::1")).isZero();
    }

    @Test
    void areCountedForWhateverAProxyGivesForAnAddress() {
        tenFrom("unknown");
        assertThat(attempts.from("unknown")).isPositive();
    }

    private void tenFrom(String address) {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.from(address)).isZero();
        }
    }
}
