package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownCallersTests {
    private static final Duration LITTLE = Duration.ofMillis(1);

    private final ManualTime time = new ManualTime();
    private final KnownCallers known = new KnownCallers(time, time);

    @Test
    void areRememberedForFiveSeconds() {
        remember("token", Instant.MAX);
        time.passes(Duration.ofSeconds(5).minus(LITTLE));
        assertThat(known.of("token")).isEqualTo(TestCallers.everyone());
        time.passes(LITTLE);
        assertThat(known.of("token")).isNull();
    }

    @Test
    void areNotRememberedForLongerBecauseTheyAskAgain() {
        remember("token", Instant.MAX);
        for (int i = 0; i < 5; i++) {
            assertThat(known.of("token")).isNotNull();
            time.passes(Duration.ofSeconds(1));
        }
        assertThat(known.of("token")).isNull();
    }

    @Test
    void areRememberedNoLongerThanTheirTokenLives() {
        remember("token", time.instant().plusSeconds(2));
        time.passes(Duration.ofSeconds(2).minus(LITTLE));
        assertThat(known.of("token")).isNotNull();
        time.passes(LITTLE);
        assertThat(known.of("token")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.001S", "PT-1H"})
    void areNotRememberedWhenTheirTokenIsOver(Duration left) {
        remember("token", time.instant().plus(left));
        assertThat(known.of("token")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT6S", "PT24H", "PT8760000H"})
    void areRememberedForFiveSecondsWhenTheirTokenLivesLonger(Duration left) {
        remember("token", time.instant().plus(left));
        time.passes(Duration.ofSeconds(5).minus(LITTLE));
        assertThat(known.of("token")).isNotNull();
        time.passes(LITTLE);
        assertThat(known.of("token")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", "Token", "token ", ""})
    void areKnownByTheirOwnTokenOnly(String other) {
        remember("token", Instant.MAX);
        assertThat(known.of(other)).isNull();
        assertThat(known.of(TokenHash.of("token").toString())).isNull();
    }

    @Test
    void areForgottenAllAtOnce() {
        remember("one", Instant.MAX);
        remember("two", Instant.MAX);
        known.forgetAll();
        assertThat(known.of("one")).isNull();
        assertThat(known.of("two")).isNull();
    }

    @Test
    void areNotThoseWhomADecisionFromBeforeLetsIn() {
        int since = known.epoch();
        known.forgetAll();
        known.remember("token",
                new CallerAuthentication(TestCallers.everyone(), Instant.MAX), since);
        assertThat(known.of("token")).isNull();
    }

    @Test
    void are10000AtMost() {
        for (int i = 0; i < 10_100; i++) {
            remember("token-" + i, Instant.MAX);
        }
        long remembered = IntStream.range(0, 10_100)
                .filter(i -> known.of("token-" + i) != null).count();
        assertThat(remembered).isBetween(1L, 10_000L);
    }

    private void remember(String token, Instant until) {
        known.remember(token, new CallerAuthentication(TestCallers.everyone(), until),
                known.epoch());
    }
}
