package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventIdFuzzTests {
    /** The first byte says of how many jobs. */
    @FuzzTest
    void isWhatWasWrittenOrStartsOver(byte[] input) {
        int jobs = input.length == 0 ? 1 : 1 + (input[0] & 0x7f) % JobIdList.MOST;
        String text = input.length == 0
                ? ""
                : new String(input, 1, input.length - 1, ISO_8859_1);
        EventId id = EventId.parse(text, jobs);
        assertThat(id.jobs()).hasSize(jobs);
        assertThat(id.toString().equals(text) || id.equals(EventId.nothing(jobs))).isTrue();
    }
}
