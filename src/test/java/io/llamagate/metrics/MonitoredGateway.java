package io.llamagate.metrics;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.llamagate.access.Tokens;
import io.llamagate.fault.Gateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a gateway shows that has answered, denied, failed and been throttled by nobody. */
final class MonitoredGateway {
    /** The job that it was asked about. */
    static final String JOB = "bjb-4711-of-nobody";

    private static final String TOKEN = "token-of-the-test";
    private static final Scrapes SCRAPES = scrape();

    private MonitoredGateway() {
    }

    private record Scrapes(String text, Scrape parsed) {
    }

    /** What Prometheus read, as it came. */
    static String text() {
        return SCRAPES.text();
    }

    /** What Prometheus read. */
    static Scrape scraped() {
        return SCRAPES.parsed();
    }

    private static Scrapes scrape() {
        WireMockServer llamaCloud = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort());
        llamaCloud.start();
        try (Gateway gateway = gateway(llamaCloud.baseUrl())) {
            llamaCloud.stubFor(get(anyUrl()).willReturn(okJson("""
                    {"job":{"status":"running","id":"bjb-1","project_id":"proj-1",\
                    "job_type":"parse","total_items":3},"progress_percentage":33.3}""")));
            gateway.ask(JOB, "Authorization", "Bearer someone-elses");
            gateway.ask(JOB, "Authorization", "Bearer " + TOKEN);
            gateway.ask(JOB, "Authorization", "Bearer " + TOKEN);
            llamaCloud.stubFor(get(anyUrl()).willReturn(serverError()));
            // Another thread would wait for this class to be initialized.
            await().pollInSameThread()
                    .until(() -> gateway.ask(JOB, "Authorization", "Bearer " + TOKEN).headers()
                            .firstValue("Proxy-Status").isPresent());
            String text = gateway.metrics();
            return new Scrapes(text, Scrape.of(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            llamaCloud.stop();
        }
    }

    private static Gateway gateway(String llamaCloud) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "metrics"));
        Path key = Files.writeString(directory.resolve("key"), "llx-metrics-key");
        Path callers = Files.writeString(directory.resolve("callers.yml"),
                "callers: [{name: orders, sha256: [\"%s\"], projects: [\"*\"]}]"
                        .formatted(Tokens.sha256(TOKEN)));
        return new Gateway(llamaCloud, "--llamagate.llamacloud.api-key-file=" + key,
                "--llamagate.callers.mode=token", "--llamagate.callers.tokens-file=" + callers,
                "--llamagate.cache.active-ttl=1s", "--llamagate.cache.stale-while-revalidate=0s");
    }
}
