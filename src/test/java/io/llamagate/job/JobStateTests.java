package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobStateTests {
    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed", "cancelled"})
    void isFinishedWhenCompletedFailedOrCancelled(String word) {
        assertThat(JobState.of(word).isFinished()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "dispatched", "running"})
    void isUnfinishedBefore(String word) {
        assertThat(JobState.of(word)).isNotEqualTo(JobState.UNKNOWN)
                .returns(false, JobState::isFinished);
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROTTLED", "COMPLETED", "archived", "", "unknown"})
    void isUnknownAndUnfinishedForWordsThatTheContractDoesNotHave(String word) {
        assertThat(JobState.of(word)).isEqualTo(JobState.UNKNOWN)
                .returns(false, JobState::isFinished);
    }
}
