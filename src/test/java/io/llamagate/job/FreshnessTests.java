package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

class FreshnessTests {
    private final Freshness freshness = new Freshness(new CacheProperties(Duration.ofSeconds(2),
            Duration.ofHours(1), Duration.ofSeconds(1), 10, DataSize.ofMegabytes(1)));

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void ofAFinishedJobIsTheTerminalTtl(JobState state) {
        assertThat(freshness.of(status(state))).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "DISPATCHED", "RUNNING", "UNKNOWN"})
    void ofAnUnfinishedOrUnknownJobIsTheActiveTtl(JobState state) {
        assertThat(freshness.of(status(state))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void ofAMissingJobIsTheNotFoundTtl() {
        assertThat(freshness.of(new JobAnswer.NotFound())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void ofARejectionIsTheNotFoundTtl() {
        assertThat(freshness.of(new JobAnswer.Rejected(Set.of()))).isEqualTo(Duration.ofSeconds(1));
    }

    private static JobStatus status(JobState state) {
        return new JobStatus(state, new byte[0]);
    }
}
