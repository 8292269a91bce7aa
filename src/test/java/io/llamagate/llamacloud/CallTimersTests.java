package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatusException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallTimersTests {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CallTimers timers = new CallTimers(registry);

    @Test
    void countAnswersByWhatTheySay() {
        timers.record(new JobAnswer.NotFound(), 1);
        assertThat(count("not-found")).isEqualTo(1);
    }

    @Test
    void countFailuresByTheirKind() {
        timers.record(new JobStatusException(Failure.CREDENTIALS_REJECTED), 1);
        timers.record(new IllegalStateException(), 1);
        assertThat(count("credentials-rejected")).isEqualTo(1);
        assertThat(count("defect")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "credentials-rejected", "key-refused", "budget-spent"})
    void showWhatAlertsCountBeforeItHappens(String result) {
        assertThat(count(result)).isZero();
    }

    private long count(String result) {
        return registry.get("llamagate.upstream.calls").tag("result", result).timer().count();
    }
}
