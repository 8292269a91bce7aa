package io.llamagate.access;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.EventReader;
import io.llamagate.fault.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What those get whose token is revoked while their request is held. */
class RevokedTokenTests {
    private static final String TOKEN = "Bearer token";

    private static final WireMockServer llamaCloud = RunningJobs.llamaCloud();

    private static Gateway gateway;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        gateway = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token",
                "--llamagate.callers.tokens-file=" + Tokens.file(directory));
    }

    @AfterAll
    static void end() {
        gateway.close();
        llamaCloud.stop();
    }

    @BeforeEach
    void letIn() throws IOException {
        Tokens.file(directory);
        isTold(200);
    }

    @Test
    void getsNoStatusWhenItsWaitIsOver() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> held = threads.submit(() -> ask("wait=50"));
            await().until(() -> gateway.metrics().contains("llamagate_waits 1.0"));
            revoke();
            llamaCloud.stubFor(get(urlPathMatching(".*/bjb-1"))
                    .willReturn(okJson(RunningJobs.body("completed"))));
            assertThat(held.get().statusCode()).isEqualTo(401);
        }
    }

    @Test
    // A stream that goes on would be read for ever.
    @Timeout(60)
    void endsItsStream() throws Exception {
        try (EventReader events = new EventReader(URI.create(
                "http://127.0.0.1:%d/batch-jobs/bjb-2/events".formatted(gateway.port())),
                "Authorization", TOKEN)) {
            assertThat(events.next()).contains("event: status");
            revoke();
            assertThat(events.next()).isNull();
        }
    }

    private static void revoke() throws IOException {
        Files.writeString(directory.resolve("tokens.yml"), "callers: []");
        isTold(401);
    }

    private static void isTold(int status) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ask("handling=strict").statusCode() == status);
    }

    private static HttpResponse<String> ask(String preference) throws Exception {
        return gateway.ask("bjb-1", "Authorization", TOKEN, "Prefer", preference);
    }
}
