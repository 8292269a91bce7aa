package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceIdTests {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(strings = {"00-" + TRACE + "-b7ad6b7169203331-01",
        "cc-" + TRACE + "-b7ad6b7169203331-01-what-the-future-brings"})
    void isTheCallersWhenThatIsValid(String traceparent) {
        assertThat(TraceId.of(traceparent)).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "nonsense", "00-" + TRACE + "-0000000000000000-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "ff-" + TRACE + "-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-" + TRACE + "-b7ad6b7169203331", "00-" + TRACE + "-b7ad6b7169203331-01-more"})
    void isRandomWhenTheCallersIsNotValid(@Nullable String traceparent) {
        assertThat(TraceId.of(traceparent)).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    }

    @Test
    void isAnotherOneEachTimeWhenRandom() {
        assertThat(TraceId.of(null)).isNotEqualTo(TraceId.of(null));
    }
}
