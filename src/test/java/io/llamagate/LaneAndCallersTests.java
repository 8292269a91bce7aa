package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.access.Tokens;
import io.llamagate.caller.CallersInManualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Holds the lane to the answers of those who find out who asks. LlamaCloud's jobs are proj-1's. */
@TestPropertySource(properties = "llamagate.callers.mode=token")
@Import(CallersInManualTime.class)
// The gateway is to end before the file of callers that it follows.
@DirtiesContext
class LaneAndCallersTests extends LaneTest {
    @TempDir
    private static Path directory;

    /** Who asks, and may see which projects. */
    enum Who {
        EVERYWHERE("*", 1000),
        AT_HOME("proj-1", 1000),
        ELSEWHERE("proj-2", 1000),
        GREEDY("*", 1);

        private final String projects;
        private final int limit;

        Who(String projects, int limit) {
            this.projects = projects;
            this.limit = limit;
        }

        String[] header() {
            return new String[]{"Authorization", "Bearer token-of-" + this};
        }

        String entry() {
            return """
                      - name: %s
                        sha256: ["%s"]
                        projects: ["%s"]
                        limit: {requests-per-second: %d, burst: %d}
                    """.formatted(this, Tokens.sha256("token-of-" + this), projects, limit, limit);
        }
    }

    @DynamicPropertySource
    static void callers(DynamicPropertyRegistry registry) {
        registry.add("llamagate.callers.tokens-file", LaneAndCallersTests::tokens);
    }

    private static Path tokens() {
        try {
            return Files.writeString(directory.resolve("tokens.yml"), Arrays.stream(Who.values())
                    .map(Who::entry).collect(Collectors.joining("", "callers:\n", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> everyoneAndRead() {
        return Stream.of(Who.EVERYWHERE, Who.AT_HOME, Who.ELSEWHERE).flatMap(
                who -> Stream.concat(reads(), Stream.of(PLAIN.with("If-None-Match", "*"),
                        question("GET", "/batch-jobs/{id}/status?project_id=proj-1"),
                        question("GET", "/batch-jobs/{id}/status?project_id=proj-2")))
                        .map(question -> Arguments.of(who, question)));
    }

    @ParameterizedTest
    @MethodSource("everyoneAndRead")
    void answersAsTheOthersDoAboutAJobThatIsKnown(Who who, Question question) {
        llamaCloudTells("running");
        String job = freshJob();
        send(question.with(Who.EVERYWHERE.header()), job);
        answersAlike(who, question, List.of(job, job, job));
    }

    @ParameterizedTest
    @MethodSource("everyoneAndRead")
    void answersAsTheOthersDoAboutAJobThatIsNotKnown(Who who, Question question) {
        llamaCloudTells("running");
        answersAlike(who, question, List.of(freshJob(), freshJob(), freshJob()));
    }

    @ParameterizedTest
    @MethodSource("everyoneAndRead")
    void answersAsTheOthersDoAboutAMissingJob(Who who, Question question) {
        llamaCloudAnswers(aResponse().withStatus(404));
        answersAlike(who, question, List.of(freshJob(), freshJob(), freshJob()));
    }

    @ParameterizedTest
    @MethodSource("everyoneAndRead")
    void answersAsTheOthersDoInsteadOfAFailure(Who who, Question question) {
        List<String> jobs = Stream.generate(() -> knownJob("running", Who.EVERYWHERE.header()))
                .limit(3).toList();
        passes(Duration.ofSeconds(61));
        llamaCloudAnswers(aResponse().withStatus(500));
        answersAlike(who, question, jobs);
    }

    @Test
    void hidesAJobFromWhoMaySeeOtherProjectsOnly() {
        String job = knownJob("running", Who.EVERYWHERE.header());
        assertThat(answersAlike(Who.ELSEWHERE, PLAIN, List.of(job, job, job)))
                .returns(404, Told::status);
        assertThat(answersAlike(Who.AT_HOME, PLAIN, List.of(job, job, job)))
                .returns(200, Told::status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer", "Bearer ", "Basic dTpw", "nonsense"})
    void leavesWhoShowsNoGoodTokenToSpringSecurity(String authorization) {
        String job = knownJob("running", Who.EVERYWHERE.header());
        Question question = PLAIN.with("Authorization", authorization);
        assertThat(send(question, job)).returns(401, Told::status)
                .isEqualTo(send(question, job, AROUND_THE_LANE))
                .isEqualTo(send(question, job, PAST_THE_LANE));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void leavesWhoShowsNoTokenToSpringSecurity(Question question) {
        String job = knownJob("running", Who.EVERYWHERE.header());
        assertThat(send(question, job)).returns(401, Told::status)
                .isEqualTo(send(question, job, AROUND_THE_LANE))
                .isEqualTo(send(question, job, PAST_THE_LANE));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void refusesWhoAskedTooOftenAsTheOthersDo(Question question) {
        String job = knownJob("running", Who.EVERYWHERE.header());
        assertThat(answersAlike(Who.GREEDY, question, List.of(job, job, job)))
                .returns(429, Told::status);
    }

    /** Asks in the lane, which knows the caller by then, around it and past it. */
    private Told answersAlike(Who who, Question asked, List<String> jobs) {
        Question question = asked.with(who.header());
        ask("bjb-other", who.header());
        Told byLane = send(question, jobs.get(0));
        assertThat(byLane).isEqualTo(send(question, jobs.get(1), AROUND_THE_LANE))
                .isEqualTo(send(question, jobs.get(2), PAST_THE_LANE));
        return byLane;
    }
}
