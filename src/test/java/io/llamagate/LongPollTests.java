package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Requests that prefer to wait, in real time, for jobs that are fresh for a second. */
@TestPropertySource(properties = {"llamagate.cache.active-ttl=1s", "llamagate.watch.waits.most=60"})
class LongPollTests extends GatewayTest {
    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed", "cancelled"})
    void areAnsweredAtOnceWhenTheJobIsFinished(String state) {
        llamaCloudTells(state);
        HttpResponse<String> response = ask(freshJob(), "Prefer", "wait=50");
        assertThat(response.body()).isEqualTo(body(state));
        assertThat(response.headers().firstValue("Preference-Applied")).hasValue("wait=50");
    }

    @Test
    void areAnsweredAtOnceWhenThereIsNoSuchJob() {
        llamaCloudAnswers(aResponse().withStatus(404));
        assertThat(ask(freshJob(), "Prefer", "wait=50").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "failed", "cancelled"})
    void areAnsweredWhenTheJobEndsHoweverItEnds(String state) {
        llamaCloudTells("running");
        CompletableFuture<HttpResponse<String>> wait = waitFor(freshJob(), "wait=50");
        llamaCloudTells(state);
        assertThat(wait.join().body()).isEqualTo(body(state));
    }

    @Test
    void areAnsweredWhenTheBodyIsAnotherThanTheCallerHas() {
        llamaCloudTells("pending");
        String job = freshJob();
        String tag = tagOf(job);
        CompletableFuture<HttpResponse<String>> wait = waitFor(job, "wait=50", "If-None-Match",
                tag);
        llamaCloudTells("running");
        assertThat(wait.join().body()).isEqualTo(body("running"));
    }

    @Test
    void areAnsweredAtOnceWhenTheBodyIsAnotherAlready() {
        llamaCloudTells("running");
        assertThat(ask(freshJob(), "Prefer", "wait=50", "If-None-Match", "\"other\"").body())
                .isEqualTo(body("running"));
    }

    @Test
    void endWithA304WhenTheCallerHasTheBodyStill() {
        llamaCloudTells("running");
        String job = freshJob();
        HttpResponse<String> response = ask(job, "Prefer", "wait=1", "If-None-Match", tagOf(job));
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.headers().map()).containsEntry("preference-applied", List.of("wait=1"))
                .containsKeys("etag", "cache-control", "age", "retry-after");
    }

    @Test
    void endWithThePresentStateWhenNothingChanges() {
        llamaCloudTells("running");
        HttpResponse<String> response = ask(freshJob(), "Prefer", "wait=1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body("running"));
    }

    @Test
    void doNotEndBecauseLlamaCloudFails() {
        llamaCloudTells("running");
        CompletableFuture<HttpResponse<String>> wait = waitFor(freshJob(), "wait=50");
        llamaCloudAnswers(aResponse().withStatus(500));
        await().until(() -> questions() >= 2);
        llamaCloudAnswers(okJson(body("completed")));
        assertThat(wait.join().body()).isEqualTo(body("completed"));
    }

    @Test
    void endWithTheFailureWhenNothingIsKnown() {
        llamaCloudAnswers(aResponse().withStatus(500));
        HttpResponse<String> response = ask(freshJob(), "Prefer", "wait=1");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("\"code\":\"upstream-failed\"");
    }

    @Test
    void areOneQuestionHoweverManyWait() {
        llamaCloudTells("running");
        String job = freshJob();
        List<CompletableFuture<HttpResponse<String>>> waits = Stream
                .generate(() -> askAsync(job, "Prefer", "wait=50")).limit(50).toList();
        await().until(() -> waiting() == 50);
        llamaCloudTells("completed");
        assertThat(waits).allSatisfy(wait -> assertThat(wait.join().statusCode()).isEqualTo(200));
        assertThat(questionsAbout(job)).isLessThanOrEqualTo(4);
    }

    @Test
    void areSentAwayBeyondSoMany() {
        llamaCloudTells("running");
        String job = freshJob();
        List<CompletableFuture<HttpResponse<String>>> waits = Stream
                .generate(() -> askAsync(job, "Prefer", "wait=50")).limit(60).toList();
        await().until(() -> waiting() == 60);
        HttpResponse<String> response = ask(job, "Prefer", "wait=1");
        llamaCloudTells("completed");
        waits.forEach(CompletableFuture::join);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"code\":\"too-many-held\"");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
    }

    /** RFC 7240 section 2. */
    @ParameterizedTest
    @ValueSource(strings = {"wait=0", "wait=soon", "respond-async", "x"})
    void areOrdinaryRequestsWithoutAValidWait(String preference) {
        llamaCloudTells("running");
        HttpResponse<String> response = ask(freshJob(), "Prefer", preference);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map()).doesNotContainKey("preference-applied");
    }

    /** The same section; also of answers from the lane, of a 304 and of problems. */
    @Test
    void areNamedInVaryOfEveryAnswer() {
        llamaCloudTells("running");
        String job = freshJob();
        String tag = tagOf(job);
        assertThat(List.of(ask(job), ask(job, "Cache-Control", "max-age=9"),
                ask(job, "If-None-Match", tag), ask(job, "Prefer", "wait=1"), ask("a%20b")))
                .allSatisfy(response -> assertThat(response.headers().firstValue("Vary"))
                        .hasValue("Authorization, Prefer"));
    }

    @Test
    void areLetGoWhenTheCallerHangsUp() {
        llamaCloudTells("running");
        String job = freshJob();
        askAsync(job, "Prefer", "wait=1").cancel(true);
        await().atMost(Duration.ofSeconds(10)).until(() -> waiting() == 0);
    }

    /** Asks, and comes back once the request is held. */
    private CompletableFuture<HttpResponse<String>> waitFor(String job, String preference,
            String... headers) {
        CompletableFuture<HttpResponse<String>> wait = askAsync(job,
                Stream.concat(Stream.of("Prefer", preference), Stream.of(headers))
                        .toArray(String[]::new));
        await().until(() -> waiting() == 1 && questionsAbout(job) == 1);
        return wait;
    }

    private String tagOf(String job) {
        return ask(job).headers().firstValue("ETag").orElseThrow();
    }

    private int waiting() {
        return gauge("llamagate.waits");
    }
}
