package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions about many jobs at once. */
class StatusListTests extends GatewayTest {
    private static final String PATH = "/batch-jobs/status";

    @Test
    void areAnsweredInTheOrderAskedWithDuplicates() {
        llamaCloudTells("running");
        String one = freshJob();
        String other = freshJob();
        List<JsonNode> results = results(list(one, other, one));
        assertThat(results).extracting(result -> result.get("id").stringValue())
                .containsExactly(one, other, one);
        assertThat(questionsAbout(one)).isOne();
    }

    @Test
    void haveEachJobsBodyTagAndAge() {
        llamaCloudTells("running");
        String job = freshJob();
        HttpResponse<String> alone = ask(job);
        HttpResponse<String> response = list(job);
        assertThat(response.body()).contains("\"body\":" + body("running"));
        JsonNode result = results(response).getFirst();
        assertThat(result.get("status").intValue()).isEqualTo(200);
        assertThat(result.get("age").intValue()).isZero();
        assertThat(result.get("etag").stringValue())
                .isEqualTo(alone.headers().firstValue("ETag").orElseThrow());
        assertThat(result.get("stalled").booleanValue()).isFalse();
    }

    @Test
    void areNotSpoiledByOneThatIsBad() {
        llamaCloudTells("running");
        llamaCloud.stubFor(get(urlPathMatching(".*/bjb-gone.*"))
                .willReturn(aResponse().withStatus(404)));
        llamaCloud.stubFor(get(urlPathMatching(".*/bjb-broken.*"))
                .willReturn(aResponse().withStatus(500)));
        llamaCloud.stubFor(get(urlPathMatching(".*/bjb-refused.*"))
                .willReturn(aResponse().withStatus(422)));
        List<JsonNode> results = results(list(freshJob(), "a%20b", "", "bjb-gone",
                "bjb-broken", "bjb-refused", freshJob()));
        assertThat(results).extracting(result -> result.get("status").intValue())
                .containsExactly(200, 400, 400, 404, 502, 400, 200);
        assertThat(results).filteredOn(result -> result.has("problem"))
                .extracting(result -> result.get("problem").get("code").stringValue())
                .containsExactly("invalid-request", "invalid-request", "job-not-found",
                        "upstream-failed", "upstream-rejected-request");
    }

    @Test
    void canBePosted() {
        llamaCloudTells("running");
        String job = freshJob();
        HttpResponse<String> response = post("{\"ids\":[\"" + job + "\",\"a b\"]}");
        assertThat(results(response)).extracting(result -> result.get("status").intValue())
                .containsExactly(200, 400);
    }

    @Test
    void areAskedInTheProjectThatTheyName() {
        llamaCloudTells("running");
        String job = freshJob();
        send("GET", PATH + "?ids=" + job + "&project_id=p-1");
        llamaCloud.verify(1, getRequestedFor(
                urlEqualTo("/api/v1/beta/batch-processing/" + job + "?project_id=p-1")));
    }

    @Test
    void mayBeAHundred() {
        llamaCloudTells("running");
        assertThat(results(list(Stream.generate(GatewayTest::freshJob).limit(100)
                .toArray(String[]::new)))).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "101,101"})
    void mayNotBeNoneOrMore(int count, int told) {
        HttpResponse<String> response = list(
                IntStream.range(0, count).mapToObj(i -> "bjb-" + i).toArray(String[]::new));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("ids must list 1 to 100 job ids; there are " + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ids=a", "[]", "{\"ids\":\"a\"}"})
    void areRefusedWhenTheirBodyIsNone(String body) {
        HttpResponse<String> response = post(body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"code\":\"invalid-request\"");
    }

    @Test
    void areNotToBeStored() {
        llamaCloudTells("running");
        assertThat(list(freshJob()).headers().map())
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
    }

    @Test
    void areCountedAsARequestForEachJob() {
        llamaCloudTells("running");
        String job = freshJob();
        double before = misses();
        list(job, freshJob(), "a%20b", job);
        assertThat(misses() - before).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "OPTIONS", "TRACE", "CONNECT", "BREW"})
    void areForGetHeadAndPost(String method) throws IOException {
        assertThat(raw().request(method + " " + PATH + " HTTP/1.1")).startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD, POST\r\n", "\"code\":\"method-not-allowed\"");
    }

    private double misses() {
        return counter("llamagate.requests", "outcome", "miss");
    }

    private HttpResponse<String> list(String... ids) {
        return send("GET", PATH + "?ids=" + String.join(",", ids));
    }

    private HttpResponse<String> post(String body) {
        return send(HttpRequest.newBuilder(address(PATH)).header("Content-Type",
                "application/json").POST(BodyPublishers.ofString(body)).build());
    }

    private static List<JsonNode> results(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body()).get("results").valueStream()
                .toList();
    }
}
