package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PreferencesFuzzTests {
    /** Each line of the input is a field, as a client may send the header more than once. */
    @FuzzTest
    void preferAWaitWithinBoundsAndNeverFail(byte[] input) {
        String[] fields = new String(input, ISO_8859_1).split("\n", -1);
        Duration wait = Preferences.wait(Collections.enumeration(Arrays.asList(fields)));
        assertThat(wait == null || (wait.compareTo(Duration.ofSeconds(1)) >= 0
                && wait.compareTo(Preferences.LONGEST_WAIT) <= 0)).isTrue();
    }
}
