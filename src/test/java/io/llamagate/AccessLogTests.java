package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What the log tells of each request when that is wanted. */
@TestPropertySource(properties = "llamagate.access-log.enabled=true")
class AccessLogTests extends GatewayTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    private final Logger access = (Logger) LoggerFactory.getLogger("llamagate.access");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        llamaCloudTells("running");
        lines.start();
        access.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        access.detachAppender(lines);
    }

    @Test
    void tellsAnAnswerOfLlamaClouds() {
        String job = freshJob();
        ask(job, "traceparent", TRACEPARENT);
        assertThat(line()).containsEntry("event", "access")
                .containsEntry("method", "GET")
                .containsEntry("path", "/batch-jobs/{jobId}/status")
                .containsEntry("status", 200)
                .containsEntry("outcome", "miss")
                .containsEntry("caller", "everyone")
                .containsEntry("job", job)
                .containsEntry("trace", Map.of("id", TRACE));
        assertThat(line()).containsKeys("age_ms", "took_us");
    }

    @Test
    void tellsAnAnswerFromMemory() {
        String job = freshJob();
        ask(job);
        forget();
        ask(job);
        assertThat(line()).containsEntry("outcome", "hit")
                .containsEntry("job", job);
    }

    @Test
    void tellsARequestThatWaitedOnce() {
        String job = freshJob();
        ask(job);
        forget();
        ask(job, "Prefer", "wait=1", "If-None-Match", "*");
        assertThat((Integer) line().get("took_us")).isGreaterThan(900_000);
    }

    @Test
    void tellsAProblemUnderTheIdThatItsCallerGets() {
        HttpResponse<String> problem = ask("bad..id");
        assertThat(problem.statusCode()).isEqualTo(400);
        assertThat(line()).containsEntry("outcome", "error")
                .containsEntry("trace", Map.of("id", JsonMapper.shared()
                        .readTree(problem.body()).path("traceId").asString()));
    }

    @Test
    void tellsEverythingInPlainWordsToo() {
        String job = freshJob();
        ask(job, "traceparent", TRACEPARENT);
        assertThat(event().getFormattedMessage()).matches(
                "GET /batch-jobs/\\{jobId}/status: 200 miss, age \\d+ ms, caller everyone, job "
                        + job + ", trace " + TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /batch-jobs/x%0d%0aforged/status HTTP/1.1",
        "GET /batch-jobs/forged;x=forged/status?project_id=forged HTTP/1.1",
        "GET /forged?token=forged HTTP/1.1", "FORGED /batch-jobs/bjb-1/status HTTP/1.1",
        "GET /batch-jobs/forged\u0001/status HTTP/1.1"})
    void tellsNothingThatTheCallerMadeUp(String requestLine) throws IOException {
        raw().request(requestLine, "Authorization: Bearer forged", "X-Forged: forged",
                "traceparent: 00-forged");
        assertThat(json()).isNotEmpty().allSatisfy(
                line -> assertThat(line.strip().toLowerCase(Locale.ROOT)).doesNotContain("forged",
                        "\n"));
    }

    private Map<String, Object> line() {
        event();
        return JsonMapper.shared().readValue(json().getFirst(), new TypeReference<>() {
        });
    }

    private ILoggingEvent event() {
        await().until(() -> !lines.list.isEmpty());
        assertThat(lines.list).hasSize(1);
        return lines.list.getFirst();
    }

    /** A line is written once its answer has left. */
    private void forget() {
        event();
        lines.list.clear();
    }

    /** The lines as a container writes them. */
    private List<String> json() {
        await().until(() -> !lines.list.isEmpty());
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        encoder.setFormat("ecs");
        encoder.start();
        return lines.list.stream()
                .map(event -> new String(encoder.encode(event), StandardCharsets.UTF_8)).toList();
    }
}
