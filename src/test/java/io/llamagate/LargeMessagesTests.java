package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What is larger than the connector's buffers passes like anything else. */
class LargeMessagesTests extends GatewayTest {
    private static final String LARGE = body("running").replace("\"total_items\":3",
            "\"total_items\":3,\"notes\":\"" + "x".repeat(1_000_000) + "\"");

    @Test
    void anAnswerOfAMillionBytesArrivesByteForByteFromLlamaCloudAndFromMemory() {
        llamaCloudAnswers(okJson(LARGE));
        String job = freshJob();
        assertThat(ask(job).body()).isEqualTo(LARGE);
        assertThat(ask(job).body()).isEqualTo(LARGE);
    }

    @Test
    void anEventOfAMillionBytesArrivesWhole() {
        llamaCloudAnswers(okJson(LARGE));
        try (EventReader events = new EventReader(
                address("/batch-jobs/" + freshJob() + "/events"))) {
            assertThat(events.next()).contains("\"status\":" + LARGE + ",");
        }
    }

    @Test
    void aListOfAHundredJobsIsReadAndAnsweredWhole() {
        llamaCloudTells("running");
        String ids = "\"" + String.join("\",\"", Collections.nCopies(100, "b".repeat(120))) + "\"";
        HttpResponse<String> list = send(HttpRequest.newBuilder(address("/batch-jobs/status"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"ids\":[" + ids + "]}")).build());
        assertThat(list.body().split("\"status\":200", -1)).hasSize(101);
    }

    @Test
    void headersOfNearly8KBAreRead() throws Exception {
        llamaCloudTells("running");
        assertThat(raw().request("GET /batch-jobs/" + freshJob() + "/status HTTP/1.1",
                "Cookie: " + "x".repeat(8000))).startsWith("HTTP/1.1 200");
    }

    @Test
    void headersOfMoreThan8KBAreRefused() throws Exception {
        assertThat(raw().request("GET /batch-jobs/" + freshJob() + "/status HTTP/1.1",
                "Cookie: " + "x".repeat(8192))).startsWith("HTTP/1.1 431");
    }
}
