package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.web.EventId.Known;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTests {
    private static final EventId ID = new EventId(List.of(new Known("C3RWSUnk", false, false),
            new Known("-y_oQXar", true, false), new Known(null, false, true),
            new Known("MYH7amBE", true, true), Known.NOTHING));

    @Test
    void writesAFewCharactersForEachJob() {
        assertThat(ID).hasToString("C3RWSUnk.-y_oQXar~.-!.MYH7amBE~!.-");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(EventId.parse(ID.toString(), 5)).isEqualTo(ID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ".", "-", "-.-.-", "C3RWSUnk.C3RWSUn", "C3RWSUnk.C3RWSUnk.",
        "C3RWSUnk!~.-", "C3RWSUnk C3RWSUnk", "C3RWSUnk.C3RWSUnk\u0000", "42", "-.\u00e9RWSUnkx"})
    void meansStartingOverWhenItIsNotOfTheseJobs(String text) {
        assertThat(EventId.parse(text, 2)).isEqualTo(EventId.nothing(2));
    }

    @Test
    void isCompleteOnceAStatusOfEachJobWasSeenAndNothingIsWrong() {
        assertThat(EventId.parse("C3RWSUnk.MYH7amBE~", 2).isComplete()).isTrue();
        assertThat(EventId.parse("C3RWSUnk.-", 2).isComplete()).isFalse();
        assertThat(EventId.parse("C3RWSUnk.MYH7amBE!", 2).isComplete()).isFalse();
    }
}
