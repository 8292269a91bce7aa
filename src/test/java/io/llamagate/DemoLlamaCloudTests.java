package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoLlamaCloudTests {
    private volatile Instant now = Instant.EPOCH;
    private final DemoLlamaCloud llamaCloud = new DemoLlamaCloud(() -> now);
    private final String address = llamaCloud.start();

    @AfterEach
    void stop() {
        llamaCloud.stop();
    }

    @Test
    void beginsAJobAtTheFirstQuestionAboutItHoweverLateThatIs() throws Exception {
        passes(Duration.ofHours(1));
        assertThat(ask("bjb-demo-fast").body()).contains("\"status\":\"pending\"");
        passes(Duration.ofSeconds(10));
        assertThat(ask("bjb-demo-fast").body()).contains("\"progress_percentage\":50.0");
    }

    @Test
    void beginsAJobOfAnotherSuffixAtTheFirstQuestionAboutThat() throws Exception {
        ask("bjb-demo-fast");
        passes(Duration.ofSeconds(20));
        assertThat(ask("bjb-demo-fast-2").body()).contains("\"status\":\"pending\"");
        assertThat(ask("bjb-demo-fast").body()).contains("\"status\":\"completed\"");
    }

    @Test
    void hasNoJobOfAnyOtherName() throws Exception {
        assertThat(ask("bjb-other").statusCode()).isEqualTo(404);
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }

    private HttpResponse<String> ask(String job) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(
                    URI.create(address + "/api/v1/beta/batch-processing/" + job)).build(),
                    BodyHandlers.ofString());
        }
    }
}
