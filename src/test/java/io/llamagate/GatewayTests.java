package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** What callers see of the whole gateway. */
@ExtendWith(OutputCaptureExtension.class)
class GatewayTests extends GatewayTest {
    @Test
    void answersWithLlamaCloudsJsonByteForByte() {
        llamaCloudTells("running");
        HttpResponse<String> response = ask(freshJob());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body("running"));
    }

    @Test
    void remembersBrieflyWhatLlamaCloudSaid() {
        llamaCloudTells("running");
        String job = freshJob();
        ask(job);
        assertThat(ask(job).headers().firstValue("Cache-Status"))
                .hasValue("llamagate; hit; ttl=30");
        assertThat(questionsAbout(job)).isEqualTo(1);
    }

    @Test
    void answersAtLlamaCloudsOwnPathFromTheSameEntry() {
        llamaCloudTells("running");
        String job = freshJob();
        ask(job);
        HttpResponse<String> response = send("GET", "/api/v1/beta/batch-processing/" + job);
        assertThat(response.body()).isEqualTo(body("running"));
        assertThat(questionsAbout(job)).isEqualTo(1);
    }

    @Test
    void sendsProjectAndOrganizationOnlyWhenTheyArePresent() {
        llamaCloudTells("running");
        String job = freshJob();
        send("GET", "/batch-jobs/" + job + "/status?project_id=&organization_id=o-1&x=y");
        llamaCloud.verify(1, getRequestedFor(
                urlEqualTo("/api/v1/beta/batch-processing/" + job + "?organization_id=o-1")));
    }

    @Test
    void sendsNothingOfTheCallersUpstream() {
        llamaCloudTells("running");
        String job = freshJob();
        ask(job, "Authorization", "Bearer callers-own", "Cookie", "session=1", "X-Stainless-Lang",
                "js", "traceparent", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01");
        assertThat(llamaCloud.getAllServeEvents().getFirst().getRequest().getAllHeaderKeys())
                .map(String::toLowerCase).containsExactlyInAnyOrder("authorization", "accept",
                        "accept-encoding", "user-agent", "host");
        assertThat(llamaCloud.getAllServeEvents().getFirst().getRequest()
                .getHeader("Authorization")).isEqualTo("Bearer llx-test-key");
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() {
        llamaCloudTells("running");
        String job = freshJob();
        HttpResponse<String> head = send("HEAD", "/batch-jobs/" + job + "/status");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .hasValue(Integer.toString(body("running").length()));
    }

    @Test
    void answers304ToACallerWhoHasTheAnswer() {
        llamaCloudTells("running");
        String job = freshJob();
        String tag = ask(job).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> response = ask(job, "If-None-Match", tag);
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.headers().map().keySet()).containsExactlyInAnyOrder("etag",
                "cache-control", "age", "date", "cache-status", "retry-after",
                "x-content-type-options", "vary", "ratelimit", "ratelimit-policy");
    }

    @Test
    void asksOnceWhen200CallersAskAtOnceAboutAColdJob() throws Exception {
        llamaCloudAnswers(okJson(body("running")).withFixedDelay(300));
        String job = freshJob();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(CompletableFuture.supplyAsync(() -> ask(job).statusCode(), callers));
            }
            assertThat(answers).allMatch(answer -> answer.join() == 200);
        }
        assertThat(questionsAbout(job)).isEqualTo(1);
    }

    @Test
    void goesOnAskingWhenTheCallerHangsUp() throws Exception {
        llamaCloudAnswers(okJson(body("running")).withFixedDelay(500));
        String job = freshJob();
        raw().hangUp("GET /batch-jobs/" + job + "/status HTTP/1.1\r\nHost: gateway\r\n\r\n",
                () -> questionsAbout(job) == 1);
        assertThat(ask(job).statusCode()).isEqualTo(200);
        assertThat(questionsAbout(job)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"402,502,upstream-access-denied",
        "403,502,upstream-access-denied", "404,404,job-not-found",
        "422,400,upstream-rejected-request",
        "500,502,upstream-failed", "503,502,upstream-failed", "302,502,upstream-failed",
        "204,502,upstream-failed"})
    void tellsWhatLlamaCloudAnsweredAsAProblem(int upstream, int status, String code) {
        llamaCloudAnswers(aResponse().withStatus(upstream).withHeader("Location", "/elsewhere")
                .withHeader("WWW-Authenticate", "Bearer").withBody("upstream-secret"));
        HttpResponse<String> response = ask(freshJob());
        assertProblem(response, status, code);
        assertThat(response.body()).contains("\"upstreamStatus\":" + upstream);
        assertThat(response.toString() + response.headers()).doesNotContain("elsewhere", "Bearer");
    }

    /** After these nothing is asked with the key for a while. */
    @ParameterizedTest
    @CsvSource({"401,502,upstream-credentials-rejected", "429,503,upstream-rate-limited"})
    void tellsThatLlamaCloudRefusesOrThrottlesTheKeyAsAProblem(int upstream, int status,
            String code) {
        llamaCloudAnswers(aResponse().withStatus(upstream).withHeader("Retry-After", "1")
                .withHeader("WWW-Authenticate", "Bearer"));
        HttpResponse<String> response = ask(freshJob());
        assertProblem(response, status, code);
        assertThat(response.body()).contains("\"upstreamStatus\":" + upstream);
        assertThat(response.headers().map()).doesNotContainKey("WWW-Authenticate");
        llamaCloudAnswers(okJson(body("running")));
        await().until(() -> ask(freshJob()).statusCode() == 200);
    }

    @Test
    void tellsABrokenBodyAsAProblem() {
        llamaCloudAnswers(okJson("{\"upstream-secret\":1}"));
        assertProblem(ask(freshJob()), 502, "upstream-invalid-response");
    }

    @Test
    void tellsABrokenConnectionAsAProblem() {
        llamaCloudAnswers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertProblem(ask(freshJob()), 502, "upstream-unreachable");
    }

    @Test
    void remembersAMissingJobBriefly() {
        llamaCloudAnswers(aResponse().withStatus(404));
        String job = freshJob();
        ask(job);
        ask(job);
        assertThat(questionsAbout(job)).isEqualTo(1);
    }

    @Test
    void asksNobodyForAWhileAfterAFailure() {
        llamaCloudAnswers(aResponse().withStatus(500));
        String job = freshJob();
        ask(job);
        assertProblem(ask(job), 502, "upstream-failed");
        assertThat(questionsAbout(job)).isEqualTo(1);
    }

    @Test
    void obeysCacheControl() throws Exception {
        llamaCloudTells("running");
        String job = freshJob();
        assertProblem(ask(job, "Cache-Control", "only-if-cached"), 504, "not-cached");
        ask(job);
        await().untilAsserted(() -> assertThat(
                ask(job, "Cache-Control", "no-cache").headers().firstValue("Cache-Status"))
                .hasValue("llamagate; fwd=request; fwd-status=200; stored"));
        assertThat(questionsAbout(job)).isEqualTo(2);
    }

    @Test
    void refusesToAskItself() {
        String job = freshJob();
        assertProblem(ask(job, "User-Agent", "llamagate/0.1.0"), 502, "loop-detected");
        assertThat(questionsAbout(job)).isZero();
    }

    @Test
    void refusesToAskItselfEvenWhenItKnowsTheAnswer() {
        llamaCloudTells("running");
        String job = freshJob();
        ask(job);
        assertProblem(ask(job, "User-Agent", "llamagate/0.1.0"), 502, "loop-detected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
    void answers405WithAllowToOtherMethods(String method) throws Exception {
        for (String path : List.of("/batch-jobs/bjb-1/status",
                "/api/v1/beta/batch-processing/bjb-1", "/problems", "/v3/api-docs",
                "/swagger-ui/index.html")) {
            assertThat(raw().request(method + " " + path + " HTTP/1.1")).startsWith("HTTP/1.1 405")
                    .contains("Allow: GET, HEAD\r\n", "application/problem+json",
                            "\"code\":\"method-not-allowed\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void answers405ToAPreflight(String asked) throws Exception {
        assertThat(raw().request("OPTIONS /batch-jobs/bjb-1/status HTTP/1.1",
                "Origin: https://example.com", "Access-Control-Request-Method: " + asked))
                .startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD\r\n",
                        "\"code\":\"method-not-allowed\"");
    }

    @Test
    void answers405ToOptionsForTheWholeServer() throws Exception {
        assertThat(raw().request("OPTIONS * HTTP/1.1")).startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD\r\n", "\"code\":\"method-not-allowed\"");
    }

    @Test
    void answers405ToConnect() throws Exception {
        assertThat(raw().request("CONNECT gateway:443 HTTP/1.1")).startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD", "\"code\":\"method-not-allowed\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/batch-jobs", "/batch-jobs/bjb-1", "/batch-jobs/a/b/status",
        "/batch-jobs/bjb-1/status/", "/api/v1/beta/batch-processing",
        "/api/v1/beta/batch-processing/bjb-1/items",
        "/api/v1/beta/batch-processing/bjb-1/cancel", "/actuator/health", "/error",
        "/problems/no-such-problem"})
    void answers404ToUnknownPaths(String path) {
        assertProblem(send("GET", path), 404, "not-found");
    }

    @Test
    void answers404ToUnknownPathsWhateverTheMethod() {
        assertProblem(send("POST", "/no/such/path"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "nonsense", "image/*"})
    void answers406WhenJsonIsNotAcceptable(String accept) {
        llamaCloudTells("running");
        String job = freshJob();
        ask(job);
        assertProblem(ask(job, "Accept", accept), 406, "not-acceptable");
    }

    @Test
    void answers414ToAnOverlongAddress() throws Exception {
        assertThat(raw().request("GET /batch-jobs/" + "x".repeat(20_000) + "/status HTTP/1.1"))
                .startsWith("HTTP/1.1 414").contains("\"code\":\"uri-too-long\"");
    }

    @Test
    void answers431ToOversizedHeaders() throws Exception {
        assertThat(raw().request("GET /batch-jobs/bjb-1/status HTTP/1.1",
                "Cookie: " + "x".repeat(20_000))).startsWith("HTTP/1.1 431")
                .contains("\"code\":\"headers-too-large\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /batch-jobs/bjb-1/status?=x HTTP/1.1",
        "GET /batch-jobs/bjb-1/status?&&%00=%zz HTTP/1.1",
        "GET /batch-jobs/bjb-1/status?%=1 HTTP/1.1",
        "GET /problems?=x HTTP/1.1", "GET /v3/api-docs?=x HTTP/1.1",
        "GET /swagger-ui/index.html?=x&%zz HTTP/1.1", "GET /nope?=x HTTP/1.1",
        "GET /problems/%ff HTTP/1.1", "GET /swagger-ui/%2e%2e/x HTTP/1.1",
        "GET http://[ HTTP/1.1", "GET /batch-jobs/bjb-1/status HTTP/9.9", "GET  HTTP/1.1",
        "\u0000\u0001\u0002", "GET /a|b HTTP/1.1", "OPTIONS * HTTP/1.1"})
    void neverAnswersAnythingACallerSendsWithA500(String requestLine) throws Exception {
        llamaCloudTells("running");
        assertThat(raw().request(requestLine))
                .containsAnyOf("HTTP/1.1 200", "HTTP/1.1 30", "\"status\":40")
                .doesNotContain("<h1>HTTP Status", "Exception");
    }

    @Test
    void answers400ToATransferCodingThatNobodyKnows() throws Exception {
        assertThat(raw().request("GET /batch-jobs/bjb-1/status HTTP/1.1", "Transfer-Encoding: foo"))
                .startsWith("HTTP/1.1 400").contains("\"code\":\"invalid-request\"");
    }

    @Test
    void answersAGetWithAMultipartContentType() throws Exception {
        llamaCloudTells("running");
        assertThat(raw().request("GET /batch-jobs/" + freshJob() + "/status HTTP/1.1",
                "Content-Type: multipart/form-data")).startsWith("HTTP/1.1 200");
    }

    @Test
    void answersAGetWithABody() throws Exception {
        llamaCloudTells("running");
        assertThat(raw().send("""
                GET /batch-jobs/%s/status HTTP/1.1\r
                Host: gateway\r
                Connection: close\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: 15\r
                \r
                project_id=body""".formatted(freshJob()))).startsWith("HTTP/1.1 200");
    }

    @Test
    void echoesTheCallersTraceIdInAProblem() {
        HttpResponse<String> response = send("GET", "/nope", "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        assertThat(response.body()).contains("\"traceId\":\"0af7651916cd43dd8448eb211c80319c\"");
    }

    @Test
    void logsAFailureUnderTheTraceIdThatTheCallerGets(CapturedOutput output) {
        llamaCloudAnswers(aResponse().withStatus(500));
        ask(freshJob(), "traceparent", "00-" + "c".repeat(32) + "-" + "b".repeat(16) + "-01");
        assertThat(output.getAll()).contains(
                "No answer: SERVER_ERROR (LlamaCloud's status: 500), told under trace id cccccccc");
    }

    @Test
    void logsNothingOfARequestByTrace(CapturedOutput output) throws Exception {
        raw().request("TRACE /nope HTTP/1.1");
        assertThat(output.getAll()).doesNotContain("ERROR");
    }

    @Test
    void saysNothingOfKeysBodiesOrClassesInItsLog(CapturedOutput output) throws Exception {
        llamaCloudAnswers(aResponse().withStatus(500).withBody("upstream-secret"));
        ask(freshJob());
        llamaCloudAnswers(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        ask(freshJob());
        raw().request("GET /a|b HTTP/1.1", "Cookie: callers-secret");
        assertThat(output.getAll()).doesNotContain("llx-test-key", "upstream-secret",
                "callers-secret", "Exception", "\tat ");
    }

    @Test
    void showsHealthAndMetricsAtTheManagementPortAndNothingElse() {
        assertThat(manage("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(manage("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(manage("/actuator/prometheus").body())
                .contains("cache_gets_total{cache=\"job-statuses\"", "jvm_memory_used_bytes")
                .doesNotContain("llx-test-key");
        assertThat(manage("/actuator/env").statusCode()).isEqualTo(404);
        assertThat(manage("/batch-jobs/bjb-1/status").statusCode()).isEqualTo(404);
    }

    @Test
    void offersNoOtherEndpointAtTheManagementPort() {
        assertThat(JsonMapper.shared().readTree(manage("/actuator").body()).path("_links")
                .propertyNames()).isNotEmpty()
                .allMatch(name -> name.matches("self|(health|prometheus)(-.*)?"));
    }

    private HttpResponse<String> manage(String path) {
        return send(HttpRequest.newBuilder(managementAddress(path)).build());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        if (status != 404 && !code.startsWith("upstream-rejected")) {
            assertThat(response.headers().firstValue("Cache-Status")).isEmpty();
        }
        assertThat(response.body()).contains("\"code\":\"" + code + "\"")
                .doesNotContain("upstream-secret", "llx-test-key", "Exception", "io.llamagate");
    }
}
