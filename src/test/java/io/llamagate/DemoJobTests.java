package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DemoJobTests {
    @ParameterizedTest
    @CsvSource({"FAST,PT0S,pending,0.0", "FAST,PT10S,running,50.0", "FAST,PT20S,completed,100.0",
        "SLOW,PT5M,running,50.0", "SLOW,PT10M,completed,100.0", "FAILING,PT5S,running,30.0",
        "FAILING,PT1M,failed,60.0", "CANCELLED,PT1M,cancelled,30.0",
        "STALLED,PT10S,running,40.0", "STALLED,PT24H,running,40.0", "LATE,PT5S,pending,0.0",
        "LATE,PT15S,running,50.0"})
    void movesWithTime(DemoJob kind, Duration age, String state, String progress) {
        assertThat(answer(kind, age).getBody()).contains("\"status\":\"" + state + "\"",
                "\"progress_percentage\":" + progress);
    }

    @ParameterizedTest
    @CsvSource({"LATE,404", "THROTTLED,429", "BROKEN,500"})
    void failsAsItsNameSays(DemoJob kind, int status) {
        assertThat(answer(kind, Duration.ofSeconds(1)).getStatus()).isEqualTo(status);
    }

    @Test
    void namesAWaitWhenThrottled() {
        assertThat(answer(DemoJob.THROTTLED, Duration.ZERO).getHeaders().getHeader("Retry-After")
                .firstValue()).isEqualTo("7");
    }

    @Test
    void doesNotAnswerForMinutesWhenHanging() {
        assertThat(answer(DemoJob.HANGING, Duration.ZERO).getFixedDelayMilliseconds())
                .isGreaterThan(60_000);
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsIdWithAnySuffix(DemoJob kind) {
        assertThat(DemoJob.of(kind.exampleId())).hasValue(kind);
        assertThat(DemoJob.of(kind.exampleId() + "-2")).hasValue(kind);
    }

    @Test
    void isNotThereByAnyOtherId() {
        assertThat(DemoJob.of("bjb-other")).isEmpty();
    }

    private static ResponseDefinition answer(DemoJob kind, Duration age) {
        return kind.answer(kind.exampleId(), age).build();
    }
}
