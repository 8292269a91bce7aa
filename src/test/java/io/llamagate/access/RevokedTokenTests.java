package io.llamagate.access;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.fault.Gateway;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What those get whose token is revoked while their request is held. */
class RevokedTokenTests {
    private static final String JOB = "bjb-1";

    private static final WireMockServer llamaCloud = RunningJobs.llamaCloud();

    private static Gateway gateway;
    private static Path tokens;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        tokens = Tokens.file(directory);
        gateway = new Gateway(llamaCloud.baseUrl(), "--llamagate.callers.mode=token",
                "--llamagate.callers.tokens-file=" + tokens);
    }

    @AfterAll
    static void end() {
        gateway.close();
        llamaCloud.stop();
    }

    @Test
    void noStatusAfterAWait() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> held = threads.submit(() -> ask("Prefer", "wait=50"));
            await().until(() -> gateway.metrics().contains("llamagate_waits 1.0"));
            Files.writeString(tokens, "callers: []");
            await().until(() -> ask("Prefer", "handling=strict").statusCode() == 401);
            llamaCloud.stubFor(
                    get(anyUrl()).willReturn(okJson(RunningJobs.body("completed"))));
            assertThat(held.get().statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> ask(String name, String value) throws Exception {
        return gateway.ask(JOB, "Authorization", "Bearer token", name, value);
    }
}
