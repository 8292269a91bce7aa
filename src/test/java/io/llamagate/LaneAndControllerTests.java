package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.support.ServletRequestHandledEvent;

/** Holds the fast lane and the controller to the same answers. */
class LaneAndControllerTests extends LaneTest {
    @Autowired
    private ConfigurableApplicationContext context;

    static Stream<Question> everyKind() {
        return Stream.of(
                question("GET", "/batch-jobs/{id}/status"),
                question("HEAD", "/batch-jobs/{id}/status"),
                question("GET", "/api/v1/beta/batch-processing/{id}"),
                question("HEAD", "/api/v1/beta/batch-processing/{id}"),
                question("GET", "/batch-jobs/{id}/status?project_id=&organization_id="),
                question("GET", "/batch-jobs/{id}/status?a=b&=&c"),
                question("GET", "/batch-jobs/{id}/status", "If-None-Match", "*"),
                question("HEAD", "/batch-jobs/{id}/status", "If-None-Match", "W/\"x\", *"),
                question("GET", "/batch-jobs/{id}/status", "If-None-Match", "\"other\""),
                question("GET", "/batch-jobs/{id}/status", "If-None-Match", "nonsense\""),
                question("GET", "/batch-jobs/{id}/status", "Range", "bytes=0-1"),
                question("GET", "/batch-jobs/{id}/status", "If-Modified-Since",
                        "Mon, 23 Nov 2026 00:00:00 GMT"),
                question("GET", "/batch-jobs/{id}/status", "Accept-Encoding", "gzip"),
                question("GET", "/batch-jobs/{id}/status", "Cache-Control", "no-cache"),
                question("GET", "/batch-jobs/{id}/status", "Origin", "https://example.com"),
                question("GET", "/batch-jobs/{id}/status?project_id=a&project_id=b"),
                question("GET", "/batch-jobs/{id}/status?project_id=a%2Fb"),
                question("GET", "/batch-jobs/{id}/status", "User-Agent", "llamagate/0.1.0"),
                question("POST", "/batch-jobs/{id}/status"),
                question("GET", "/batch-jobs/%62{id}/status"));
    }

    static Stream<Question> kindsForTheLane() {
        return everyKind().limit(6);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void answersAsTheControllerDoesAboutAnUnfinishedJob(Question question) {
        answersAsTheControllerDoes(question, "running");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void answersAsTheControllerDoesAboutAFinishedJob(Question question) {
        answersAsTheControllerDoes(question, "completed");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void answersAsTheControllerDoesAboutAJobThatNobodyAskedAboutBefore(Question question) {
        llamaCloudTells("running");
        Told byLane = send(question, freshJob());
        assertThat(byLane).isEqualTo(send(question, freshJob(), AROUND_THE_LANE));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 422, 500})
    void answersAsTheControllerDoesWhenLlamaCloudTellsNoStatus(int status) {
        llamaCloudAnswers(aResponse().withStatus(status));
        Told byLane = send(PLAIN, freshJob());
        assertThat(byLane).isEqualTo(send(PLAIN, freshJob(), AROUND_THE_LANE));
    }

    @ParameterizedTest
    @MethodSource("kindsForTheLane")
    void countsWhatItAnswers(Question question) {
        llamaCloudTells("completed");
        String job = freshJob();
        ask(job);
        double before = counted();
        send(question, job);
        await().untilAsserted(() -> assertThat(counted()).isEqualTo(before + 1));
    }

    @Test
    void onlyTheControllerWakesTheFrameworkAlsoForAJobThatHasToBeAskedAbout() {
        llamaCloudTells("completed");
        String job = freshJob();
        AtomicInteger dispatched = countDispatches("/api/v1/beta/batch-processing/" + job);
        send("GET", "/api/v1/beta/batch-processing/" + job);
        send("GET", "/api/v1/beta/batch-processing/" + job);
        send("GET", "/api/v1/beta/batch-processing/" + job, AROUND_THE_LANE);
        await().untilAtomic(dispatched, greaterThan(0));
        assertThat(dispatched).hasValue(1);
    }

    /** The framework tells of a request only after its answer is out. */
    private AtomicInteger countDispatches(String path) {
        AtomicInteger dispatched = new AtomicInteger();
        context.addApplicationListener(new ApplicationListener<ServletRequestHandledEvent>() {
            @Override
            public void onApplicationEvent(ServletRequestHandledEvent event) {
                if (path.equals(event.getRequestUrl())) {
                    dispatched.incrementAndGet();
                }
            }
        });
        return dispatched;
    }

    private void answersAsTheControllerDoes(Question question, String state) {
        llamaCloudTells(state);
        String job = freshJob();
        send(question, job);
        assertThat(send(question, job)).isEqualTo(send(question, job, AROUND_THE_LANE));
    }

    private double counted() {
        String metrics = send(HttpRequest.newBuilder(managementAddress("/actuator/prometheus"))
                .build()).body();
        return metrics.lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count")
                        && line.contains("uri=\"/") && !line.contains("actuator"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
