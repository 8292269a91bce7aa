package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.llamagate.job.Demand;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CacheControlFuzzTests {
    private static final Duration MOST = Duration.ofSeconds(Integer.MAX_VALUE);

    /** Each line of the input is a field, as a client may send the header more than once. */
    @FuzzTest
    void demandsNothingNegativeAndNeverFails(byte[] input) {
        String[] fields = new String(input, ISO_8859_1).split("\n", -1);
        Demand demand = CacheControl.parse(Collections.enumeration(Arrays.asList(fields)));
        assertThat(Stream.of(demand.maxAge(), demand.minFresh(), demand.maxStale(),
                demand.staleIfError()))
                .allMatch(seconds -> seconds == null
                        || (!seconds.isNegative() && seconds.compareTo(MOST) <= 0));
    }
}
