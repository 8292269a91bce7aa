package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {
    private final ManualTime time = new ManualTime();
    private final FailureLog log = new FailureLog(time);

    @ParameterizedTest
    @CsvSource({"CREDENTIALS_REJECTED,401,refuses the API key",
        "ACCESS_DENIED,402,denies the API key access (status 402)",
        "LOOP,502,LLAMA_CLOUD_BASE_URL"})
    void raisesAnAlarmWhenSomeoneHasToAct(Failure failure, int status, String text,
            CapturedOutput output) {
        log.failed(new JobStatusException(failure, status, null));
        assertThat(output).contains("ERROR", text);
    }

    @Test
    void tellsOnceHowCallsFailUntilTheySucceed(CapturedOutput output) {
        fail(Failure.SERVER_ERROR);
        fail(Failure.SERVER_ERROR);
        assertThat(output).containsOnlyOnce("A call to LlamaCloud failed: SERVER_ERROR");
        log.answered();
        assertThat(output).containsOnlyOnce("LlamaCloud answers again");
    }

    @Test
    void tellsOnceAMinuteOfALlamaCloudThatFlaps(CapturedOutput output) {
        for (int i = 0; i < 60; i++) {
            fail(Failure.SERVER_ERROR);
            log.answered();
            time.passes(Duration.ofSeconds(1));
        }
        assertThat(output).containsOnlyOnce("SERVER_ERROR");
        fail(Failure.SERVER_ERROR);
        assertThat(output.getAll().split("SERVER_ERROR", -1)).hasSize(3);
    }

    @Test
    void knowsHowTheLastCallFailed() {
        fail(Failure.SERVER_ERROR);
        fail(Failure.BUDGET_SPENT);
        assertThat(log.last()).isEqualTo(Failure.SERVER_ERROR);
        log.answered();
        assertThat(log.last()).isNull();
    }

    @Test
    void tellsWhenTheyFailInAnotherWay(CapturedOutput output) {
        fail(Failure.SERVER_ERROR);
        fail(Failure.INVALID_BODY);
        assertThat(output).contains("SERVER_ERROR", "INVALID_BODY");
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY_REFUSED", "KEY_PAUSED", "CIRCUIT_OPEN", "BUDGET_SPENT", "OVERLOADED"})
    void tellsNothingOfCallsThatWereNotMade(Failure failure, CapturedOutput output) {
        fail(failure);
        assertThat(output).doesNotContain("LlamaCloud");
    }

    @Test
    void tellsNothingWhileAllIsWell(CapturedOutput output) {
        log.answered();
        assertThat(output).doesNotContain("LlamaCloud");
    }

    private void fail(Failure failure) {
        log.failed(new JobStatusException(failure));
    }
}
