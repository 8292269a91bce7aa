package io.llamagate.job;

import static io.llamagate.job.CacheFixture.status;
import static io.llamagate.job.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptTests {
    private static final JobStatus STATUS = status(RUNNING, 20);

    private final Kept kept = after(null, STATUS);

    @Test
    void takesNoFurtherMemoryForAnAnswerThatSaysTheSameAgain() {
        assertThat(after(kept, status(RUNNING, 20)).answer()).isSameAs(STATUS);
    }

    @Test
    void isAsFreshAsTheAnswerThatSaysTheSameAgain() {
        assertThat(Kept.after(kept, status(RUNNING, 20), 5, Duration.ofSeconds(3)))
                .isEqualTo(new Kept(STATUS, 5, Duration.ofSeconds(3), new Progress(RUNNING, 20,
                        20, Duration.ZERO, Duration.ofNanos(5))));
    }

    @ParameterizedTest
    @CsvSource({"RUNNING,30", "PENDING,20"})
    void isTheNewAnswerWhenThatSaysAnythingElse(JobState state, double percentage) {
        JobStatus answer = status(state, percentage);
        assertThat(after(kept, answer).answer()).isSameAs(answer);
    }

    private static Kept after(@Nullable Kept before, JobAnswer answer) {
        return Kept.after(before, answer, 0, Duration.ofSeconds(2));
    }
}
