package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the fast lane and the controller to the same answers when LlamaCloud tells no status. */
class LaneAndFailuresTests extends LaneTest {
    /** What LlamaCloud does, and the status that callers are told then. */
    record Trouble(String name, ResponseDefinitionBuilder answer, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Trouble> everyTrouble() {
        return Stream.of(new Trouble("refused key", aResponse().withStatus(401), 502),
                new Trouble("key throttled for a while", throttled("7"), 503),
                new Trouble("key throttled for long", throttled("50"), 503),
                new Trouble("no access", aResponse().withStatus(403), 502),
                new Trouble("missing job", aResponse().withStatus(404), 404),
                new Trouble("rejected question", aResponse().withStatus(422), 400),
                new Trouble("server error", aResponse().withStatus(500), 502),
                new Trouble("broken body", okJson("{\"job\":"), 502),
                new Trouble("other body", okJson("{\"upstream-secret\":1}"), 502),
                broken("body cut off", Fault.MALFORMED_RESPONSE_CHUNK),
                broken("connection reset", Fault.CONNECTION_RESET_BY_PEER));
    }

    private static ResponseDefinitionBuilder throttled(String seconds) {
        return aResponse().withStatus(429).withHeader("Retry-After", seconds);
    }

    private static Trouble broken(String name, Fault fault) {
        return new Trouble(name, aResponse().withFault(fault), 502);
    }

    static Stream<Arguments> everyTroubleAndRead() {
        return everyTrouble()
                .flatMap(trouble -> reads().map(question -> Arguments.of(trouble, question)));
    }

    static Stream<Arguments> everyTroubleAndPath() {
        return everyTrouble().flatMap(trouble -> reads().map(Question::path).distinct()
                .map(path -> Arguments.of(trouble, path)));
    }

    @ParameterizedTest
    @MethodSource("everyTroubleAndRead")
    void answersAsTheControllerDoesWhenItHasToAsk(Trouble trouble, Question question) {
        llamaCloudAnswers(trouble.answer());
        Told byLane = anew(question);
        assertThat(byLane).isEqualTo(anew(question, AROUND_THE_LANE))
                .isEqualTo(anew(question, PAST_THE_LANE))
                .returns(trouble.status(), Told::status);
    }

    @ParameterizedTest
    @MethodSource("everyTroubleAndRead")
    void answersAsTheControllerDoesRightAfterwards(Trouble trouble, Question question) {
        llamaCloudAnswers(trouble.answer());
        String job = freshJob();
        ask(job);
        assertThat(send(question, job)).isEqualTo(send(question, job, AROUND_THE_LANE))
                .returns(trouble.status(), Told::status);
    }

    @ParameterizedTest
    @MethodSource("everyTrouble")
    void answersTheSameAtBothPathsButForTheInstance(Trouble trouble) {
        llamaCloudAnswers(trouble.answer());
        assertThat(reads().filter(question -> question.method().equals("GET"))
                .map(question -> pathless(question, anew(question)))
                .distinct()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("everyTroubleAndPath")
    void answersHeadAsGetWithoutTheBody(Trouble trouble, String path) {
        llamaCloudAnswers(trouble.answer());
        assertThat(anew(question("HEAD", path)))
                .isEqualTo(anew(question("GET", path)).withoutBody());
    }

    /** Asks about a job of which nothing is known, when nothing else holds the gateway back. */
    private Told anew(Question question, String... more) {
        passes(Duration.ofMinutes(5));
        return send(question, freshJob(), more);
    }

    private static Told pathless(Question question, Told told) {
        Told lengthless = told.without("content-length");
        return new Told(lengthless.status(), lengthless.headers(),
                lengthless.body().replace(question.path(), ""));
    }
}
