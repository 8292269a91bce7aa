package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole gateway on a real port before a LlamaCloud that does as it is told. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
    "management.server.port=0", "llamagate.llamacloud.api-key=llx-test-key",
    "llamagate.llamacloud.api-key-file=", "llamagate.cache.active-ttl=30s",
    "llamagate.cache.not-found-ttl=30s", "llamagate.llamacloud.breaker.calls=1000",
    "llamagate.llamacloud.budget.calls=10000", "llamagate.llamacloud.budget.burst=10000"})
abstract class GatewayTest {
    /** LlamaCloud, one for all tests, as they share one gateway. */
    static final WireMockServer llamaCloud = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort());

    private static final String UPSTREAM_PATH = "/api/v1/beta/batch-processing/";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void llamaCloudAddress(DynamicPropertyRegistry registry) {
        llamaCloud.start();
        registry.add("llamagate.llamacloud.base-url", llamaCloud::baseUrl);
    }

    @BeforeEach
    void llamaCloudForgets() {
        llamaCloud.resetAll();
    }

    /** A job that no other test has asked about, so that nothing is known of it yet. */
    static String freshJob() {
        return "bjb-" + UUID.randomUUID();
    }

    /** Lets LlamaCloud answer for any job. */
    static void llamaCloudAnswers(ResponseDefinitionBuilder answer) {
        llamaCloud.stubFor(get(anyUrl()).willReturn(answer));
    }

    /** Lets LlamaCloud tell the state of any job. */
    static void llamaCloudTells(String state) {
        llamaCloudAnswers(okJson(body(state)));
    }

    /** What LlamaCloud says about a job in a state. */
    static String body(String state) {
        return """
                {"job":{"status":"%s","id":"bjb-1","project_id":"proj-1","job_type":"parse",\
                "total_items":3},"progress_percentage":33.3}""".formatted(state);
    }

    /** How often LlamaCloud was asked about a job. */
    static int questionsAbout(String job) {
        return llamaCloud.findAll(getRequestedFor(urlPathEqualTo(UPSTREAM_PATH + job))).size();
    }

    /** How often LlamaCloud was asked about anything. */
    static int questions() {
        return llamaCloud.getAllServeEvents().size();
    }

    /** Asks the gateway about a job. */
    HttpResponse<String> ask(String job, String... headers) {
        return send("GET", "/batch-jobs/" + job + "/status", headers);
    }

    /** The same without waiting for the answer. */
    CompletableFuture<HttpResponse<String>> askAsync(String job, String... headers) {
        return client.sendAsync(
                HttpRequest.newBuilder(address("/batch-jobs/" + job + "/status")).headers(headers)
                        .build(),
                BodyHandlers.ofString());
    }

    /** A gauge of the gateway's. */
    int gauge(String name) {
        return (int) meters.get(name).gauge().value();
    }

    /** The sum of the gateway's counters of a name with a label. */
    double counter(String name, String label, String value) {
        return meters.find(name).tag(label, value).counters().stream().mapToDouble(Counter::count)
                .sum();
    }

    /** Sends a request to the gateway; headers are names and values in turn. */
    HttpResponse<String> send(String method, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).method(method,
                HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Sends any request. */
    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A client for what no other client would send. */
    RawHttp raw() {
        return new RawHttp(port);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    URI managementAddress(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }
}
