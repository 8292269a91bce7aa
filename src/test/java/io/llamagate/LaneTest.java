package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.CacheInManualTime;
import io.llamagate.llamacloud.KeysInManualTime;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** Asks the same in the fast lane and around it, while no time passes. */
@Import({ManualTime.class, CacheInManualTime.class, KeysInManualTime.class})
// Callers wait in real time, which is to suffice for a second try on a busy machine.
@TestPropertySource(properties = "llamagate.cache.soft-timeout=3s")
abstract class LaneTest extends GatewayTest {
    /** A header that the lane leaves to the controller and that changes nothing else. */
    static final String[] AROUND_THE_LANE = {"Accept", "application/json, */*;q=0.1"};

    /** One for which the lane does not even look who asks. */
    static final String[] PAST_THE_LANE = {"Origin", "https://example.com"};

    static final Question PLAIN = question("GET", "/batch-jobs/{id}/status");

    @Autowired
    private ManualTime time;

    record Question(String method, String path, List<String> headers) {
        Question with(String... more) {
            return new Question(method, path,
                    Stream.concat(headers.stream(), Stream.of(more)).toList());
        }
    }

    /** An answer without what is another in every moment. */
    record Told(int status, Map<String, List<String>> headers, String body) {
        Told without(String header) {
            Map<String, List<String>> others = new TreeMap<>(headers);
            others.remove(header);
            return new Told(status, others, body);
        }

        Told withoutBody() {
            return new Told(status, headers, "");
        }
    }

    @BeforeEach
    void noSetbackLasts() {
        passes(Duration.ofMinutes(5));
    }

    static Question question(String method, String path, String... headers) {
        return new Question(method, path, List.of(headers));
    }

    /** Both ways to read at both paths. */
    static Stream<Question> reads() {
        return Stream.of("/batch-jobs/{id}/status", "/api/v1/beta/batch-processing/{id}")
                .flatMap(path -> Stream.of(question("GET", path), question("HEAD", path)));
    }

    void passes(Duration moved) {
        time.passes(moved);
    }

    /** A job of which the gateway has just been told that it is in a state. */
    String knownJob(String state, String... headers) {
        llamaCloudTells(state);
        String job = freshJob();
        assertThat(ask(job, headers).statusCode()).isEqualTo(200);
        return job;
    }

    Told send(Question question, String job, String... more) {
        HttpResponse<String> response = send(question.method,
                question.path.replace("{id}", job),
                question.with(more).headers.toArray(String[]::new));
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        // Only their values are others in every moment.
        headers.computeIfPresent("date", (_, _) -> List.of("now"));
        headers.computeIfPresent("ratelimit", (_, _) -> List.of("some left"));
        return new Told(response.statusCode(), headers, response.body().replace(job, "{id}")
                .replaceAll("\"traceId\":\"[0-9a-f]{32}\"", "\"traceId\":\"\""));
    }
}
