package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** Streams of events, in real time, of jobs that are fresh for a second. */
@TestPropertySource(properties = "llamagate.cache.active-ttl=1s")
class EventsTests extends GatewayTest {
    @Test
    void beginWithTheStateNowAndEndWithTheJob() {
        llamaCloudTells("running");
        String job = freshJob();
        try (EventReader events = open("/batch-jobs/" + job + "/events")) {
            assertThat(events.next()).contains("event: status", "\"id\":\"" + job + "\"",
                    "\"status\":" + body("running"), "\"eta\":null", "\"stalled\":false");
            llamaCloudTells("completed");
            assertThat(events.next()).contains("\"status\":" + body("completed"));
            assertThat(events.next()).contains("event: end", "data: {}");
            assertThat(events.next()).isNull();
        }
    }

    @Test
    void tellOfManyJobsInOneStream() {
        llamaCloudTells("completed");
        List<String> jobs = Stream.generate(GatewayTest::freshJob).limit(100).toList();
        try (EventReader events = open("/batch-jobs/events?ids=" + String.join(",", jobs))) {
            List<String> all = IntStream.range(0, 101)
                    .mapToObj(_ -> String.valueOf(events.next())).toList();
            assertThat(jobs).allSatisfy(job -> assertThat(all)
                    .filteredOn(event -> event.contains("\"" + job + "\"")).hasSize(1));
            assertThat(all.getLast()).contains("event: end");
        }
    }

    @Test
    void areNotToBeStoredOrBuffered() {
        llamaCloudTells("running");
        try (EventReader events = open("/batch-jobs/" + freshJob() + "/events")) {
            assertThat(events.headers().map()).containsAllEntriesOf(Map.of("content-type",
                    List.of("text/event-stream"), "cache-control", List.of("no-store"),
                    "x-accel-buffering", List.of("no"), "x-content-type-options",
                    List.of("nosniff")));
        }
    }

    @Test
    void tellThatLlamaCloudFailsAndThatItIsBack() {
        llamaCloudTells("running");
        try (EventReader events = open("/batch-jobs/" + freshJob() + "/events")) {
            events.next();
            llamaCloudAnswers(aResponse().withStatus(500));
            assertThat(events.next()).contains("event: problem", "\"code\":\"upstream-failed\"");
            llamaCloudTells("completed");
            assertThat(events.next()).contains("event: problem", "\"problem\":null");
            assertThat(events.next()).contains("event: status");
        }
    }

    @Test
    void tellWhoComesBackOnlyWhatChanged() {
        llamaCloudTells("running");
        String path = "/batch-jobs/" + freshJob() + "/events";
        String last;
        try (EventReader events = open(path)) {
            last = id(events.next());
        }
        llamaCloudTells("completed");
        try (EventReader events = open(path, "Last-Event-ID", last)) {
            assertThat(events.next()).contains("\"status\":" + body("completed"));
        }
    }

    /** Nothing is known of the other organization's jobs, as on a replica that just started. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?organization_id=o-1"})
    void areNoContentOnceThereIsNothingLeftToSee(String query) {
        llamaCloudTells("completed");
        String path = "/batch-jobs/" + freshJob() + "/events";
        String last;
        try (EventReader events = open(path)) {
            events.next();
            last = id(events.next());
        }
        HttpResponse<String> response = send("GET", path + query, "Last-Event-ID", last);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
    }

    /** A tag of long ago must not make a client reconnect for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"42", "AAAAAAAA", "AAAAAAAA.AAAAAAAA", "x\u00e9"})
    void startOverWhenTheLastEventIsNotOne(String last) {
        llamaCloudTells("completed");
        try (EventReader events = open("/batch-jobs/" + freshJob() + "/events", "Last-Event-ID",
                last)) {
            assertThat(events.next()).contains("event: status");
            assertThat(events.next()).contains("event: end");
        }
    }

    @Test
    void askNoMoreThanOneReaderWouldHoweverManyRead() {
        llamaCloudTells("running");
        String job = freshJob();
        List<EventReader> readers = Stream
                .generate(() -> open("/batch-jobs/" + job + "/events")).limit(20).toList();
        readers.forEach(EventReader::next);
        assertThat(questionsAbout(job)).isLessThanOrEqualTo(2);
        llamaCloudTells("completed");
        readers.forEach(reader -> assertThat(reader.next()).contains("completed"));
        assertThat(questionsAbout(job)).isLessThanOrEqualTo(4);
        readers.forEach(EventReader::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batch-jobs/events", "/batch-jobs/events?ids=",
        "/batch-jobs/events?ids=a%2Fb", "/batch-jobs/a%20b/events", "/batch-jobs/items/events",
        "/batch-jobs/bjb-1/events?project_id=a&project_id=b"})
    void areRefusedForIdsThatBreakARule(String path) {
        HttpResponse<String> response = send("GET", path, "Accept", "text/event-stream");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"invalid-request\"");
    }

    @Test
    void areNoMoreThanHeadersForHead() {
        HttpResponse<String> response = send("HEAD", "/batch-jobs/" + freshJob() + "/events");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/batch-jobs/bjb-1/events", "/batch-jobs/events"})
    void areReadOnly(String path) {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            HttpResponse<String> response = send(method, path);
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    private EventReader open(String path, String... headers) {
        return new EventReader(address(path), headers);
    }

    private static String id(@Nullable String event) {
        return String.valueOf(event).lines().filter(line -> line.startsWith("id: ")).findFirst()
                .orElseThrow()
                .substring("id: ".length());
    }
}
