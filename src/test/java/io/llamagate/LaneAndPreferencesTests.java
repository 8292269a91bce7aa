package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the controller to the lane's answers where a request prefers something (RFC 7240). */
class LaneAndPreferencesTests extends LaneTest {
    static Stream<Arguments> waits() {
        return reads().flatMap(question -> Stream.of("wait=5", "respond-async, wait=5",
                "x; y=\"z\", wait=\"5\"", "WAIT = 5, wait=9")
                .map(preference -> Arguments.of(question, preference)));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void answersAtOnceAboutAFinishedJobAsTheLaneDoesAndNamesTheWait(Question question,
            String preference) {
        String job = knownJob("completed");
        Told told = send(question, job, "Prefer", preference);
        assertThat(told.headers()).containsEntry("preference-applied", List.of("wait=5"));
        assertThat(told.without("preference-applied")).isEqualTo(send(question, job));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=0", "wait=-1", "wait=soon", "respond-async",
        "return=minimal", "handling=strict, x", "\"", "wait=\"5"})
    void answersAsTheLaneDoesWithoutAValidWait(String preference) {
        String job = knownJob("completed");
        assertThat(send(PLAIN, job, "Prefer", preference)).isEqualTo(send(PLAIN, job));
    }

    @ParameterizedTest
    @CsvSource({"If-None-Match,*", "If-None-Match,\"other\""})
    void answersAConditionAboutAFinishedJobAsTheLaneDoes(String header, String value) {
        String job = knownJob("completed");
        Question question = PLAIN.with(header, value);
        assertThat(send(question, job, "Prefer", "wait=5").without("preference-applied"))
                .isEqualTo(send(question, job));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=5", "wait=50", "respond-async", "x"})
    void answersAlikeInTheLanesReachAndOutOfIt(String preference) {
        String job = knownJob("completed");
        assertThat(send(PLAIN, job, "Prefer", preference)).isEqualTo(
                send(PLAIN.with("Prefer", preference), job, AROUND_THE_LANE));
    }
}
