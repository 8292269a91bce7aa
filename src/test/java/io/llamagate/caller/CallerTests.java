package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Projects;
import org.junit.jupiter.api.Test;

class CallerTests {
    @Test
    void hasANameThatEndsNoLineOfTheLog() {
        assertThat(new Caller("orders\r\nforged\u0085", Projects.ALL, TestCallers.LIMIT).name())
                .isEqualTo("orders??forged?");
    }
}
