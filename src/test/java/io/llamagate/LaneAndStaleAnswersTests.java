package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the fast lane and the controller to the same answers past their freshness. */
class LaneAndStaleAnswersTests extends LaneTest {
    private static final Duration A_LITTLE_OLD = Duration.ofSeconds(31);
    private static final Duration TOO_OLD = Duration.ofSeconds(61);

    static Stream<Question> readsAndConditions() {
        return Stream.concat(reads(), Stream.of(PLAIN.with("If-None-Match", "*"),
                PLAIN.with("If-None-Match", "\"other\"")));
    }

    @ParameterizedTest
    @MethodSource("readsAndConditions")
    void answersAsTheControllerDoesWhileANewerOneIsFetched(Question question) {
        Told told = answersAlike(question, jobsOfAge(A_LITTLE_OLD));
        assertThat(told.headers()).containsEntry("cache-status", List.of("llamagate; hit; ttl=-1"))
                .doesNotContainKey("proxy-status");
    }

    @ParameterizedTest
    @MethodSource("readsAndConditions")
    void answersAsTheControllerDoesInsteadOfAServerError(Question question) {
        List<String> jobs = jobsOfAge(TOO_OLD);
        llamaCloudAnswers(aResponse().withStatus(500));
        assertStandsIn(answersAlike(question, jobs), "fwd=stale; fwd-status=500",
                "destination_unavailable; received-status=500");
    }

    @ParameterizedTest
    @MethodSource("readsAndConditions")
    void answersAsTheControllerDoesInsteadOfAFailureOfAMomentAgo(Question question) {
        List<String> jobs = jobsOfAge(TOO_OLD);
        llamaCloudAnswers(aResponse().withStatus(500));
        jobs.forEach(this::ask);
        assertStandsIn(answersAlike(question, jobs), "hit; ttl=-31",
                "destination_unavailable; received-status=500");
    }

    @ParameterizedTest
    @MethodSource("readsAndConditions")
    void answersAsTheControllerDoesInsteadOfALostConnection(Question question) {
        List<String> jobs = jobsOfAge(TOO_OLD);
        llamaCloudAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertStandsIn(answersAlike(question, jobs), "fwd=stale; detail=connection_terminated",
                "connection_terminated");
    }

    @ParameterizedTest
    @MethodSource("readsAndConditions")
    void answersAsTheControllerDoesWhileTheKeyIsThrottled(Question question) {
        List<String> jobs = jobsOfAge(TOO_OLD);
        llamaCloudAnswers(aResponse().withStatus(429).withHeader("Retry-After", "50"));
        ask(freshJob());
        Told told = answersAlike(question, jobs);
        assertStandsIn(told, "hit; ttl=-31", "destination_unavailable");
        assertThat(told.headers()).containsEntry("retry-after", List.of("50"));
    }

    @Test
    void answersAsTheControllerDoesWhenLlamaCloudIsSlow() {
        List<String> jobs = jobsOfAge(TOO_OLD);
        llamaCloudAnswers(okJson(body("completed")).withFixedDelay(5000));
        assertStandsIn(answersAlike(PLAIN, jobs), "fwd=stale; detail=http_response_timeout",
                "http_response_timeout");
    }

    private static void assertStandsIn(Told told, String cacheStatus, String error) {
        assertThat(told.headers())
                .containsEntry("cache-status", List.of("llamagate; " + cacheStatus))
                .containsEntry("proxy-status", List.of("llamagate; error=" + error))
                .containsEntry("cache-control", List.of("private, max-age=0"));
    }

    /** Two, since who asks about one of them starts a fetch. */
    private List<String> jobsOfAge(Duration age) {
        List<String> jobs = List.of(knownJob("running"), knownJob("running"));
        passes(age);
        return jobs;
    }

    private Told answersAlike(Question question, List<String> jobs) {
        Told byLane = send(question, jobs.getFirst());
        assertThat(byLane).isEqualTo(send(question, jobs.getLast(), AROUND_THE_LANE));
        return byLane;
    }
}
