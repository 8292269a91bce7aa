package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.TreeMap;
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
class LaneAndControllerTests extends GatewayTest {
    /** A header that the lane leaves to the controller and that changes nothing else. */
    private static final String[] AROUND_THE_LANE = {"Accept", "application/json, */*;q=0.1"};

    private static final Question PLAIN = question("GET", "/batch-jobs/{id}/status");

    @Autowired
    private ConfigurableApplicationContext context;

    record Question(String method, String path, List<String> headers) {
    }

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
        String byLane = send(question, freshJob());
        assertThat(byLane).isEqualTo(send(question, freshJob(), AROUND_THE_LANE));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 422, 500})
    void answersAsTheControllerDoesWhenLlamaCloudTellsNoStatus(int status) {
        llamaCloudAnswers(aResponse().withStatus(status));
        String byLane = send(PLAIN, freshJob());
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
        ask(job);
        String byLane = send(question, job);
        String byController = send(question, job, AROUND_THE_LANE);
        if (!byLane.equals(byController)) {
            // A second may have passed between the two; it does not pass between these as well.
            byLane = send(question, job);
            byController = send(question, job, AROUND_THE_LANE);
        }
        assertThat(byLane).isEqualTo(byController);
    }

    private static Question question(String method, String path, String... headers) {
        return new Question(method, path, List.of(headers));
    }

    private String send(Question question, String job, String... more) {
        String[] headers = Stream.concat(question.headers.stream(), Stream.of(more))
                .toArray(String[]::new);
        var response = send(question.method, question.path.replace("{id}", job), headers);
        var told = new TreeMap<>(response.headers().map());
        told.remove("date");
        // What is left of a limit is another in every moment.
        told.remove("ratelimit");
        return (response.statusCode() + "\n" + told + "\n" + response.body())
                .replace(job, "{id}")
                .replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "\"traceId\":\"\"");
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
