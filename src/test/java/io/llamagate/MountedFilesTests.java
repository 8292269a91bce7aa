package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DURATION;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** Files that a platform swaps under the whole gateway. */
class MountedFilesTests extends GatewayTest {
    @Autowired
    private ObjectProvider<ScheduledTaskHolder> schedules;

    @ParameterizedTest
    @ValueSource(strings = {"ApiKeys.reload", "Callers.reload"})
    void areReadAgainMoreOftenThanEvery10Seconds(String reading) {
        assertThat(schedules.stream().flatMap(schedule -> schedule.getScheduledTasks().stream()))
                .extracting(ScheduledTask::getTask)
                .filteredOn(task -> task.toString().contains(reading))
                .singleElement(type(FixedDelayTask.class))
                .extracting(FixedDelayTask::getIntervalDuration, DURATION)
                .isLessThan(Duration.ofSeconds(10));
    }
}
