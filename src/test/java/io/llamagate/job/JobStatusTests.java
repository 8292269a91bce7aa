package io.llamagate.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobStatusTests {
    @Test
    void hasAnEntityTagThatIsTheSameOnEveryReplicaAndAfterARestart() {
        assertThat(status("{\"job\":{}}").entityTag()).isEqualTo("\"Vl4nclBAQJNDTfE6WdBwvw\"");
    }

    @Test
    void hasAnotherEntityTagWhenOneByteOfTheBodyDiffers() {
        assertThat(status("{\"job\":1}").entityTag())
                .isNotEqualTo(status("{\"job\":2}").entityTag());
    }

    @Test
    void hasAnEntityTagThatDependsOnTheBodyAlone() {
        assertThat(new JobStatus(JobState.RUNNING, "proj-1", 0, "{}".getBytes(UTF_8)).entityTag())
                .isEqualTo(
                        new JobStatus(JobState.FAILED, "proj-1", 0, "{}".getBytes(UTF_8))
                                .entityTag());
    }

    private static JobStatus status(String body) {
        return new JobStatus(JobState.RUNNING, "proj-1", 0, body.getBytes(UTF_8));
    }
}
