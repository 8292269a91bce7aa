package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The published contract says what the gateway does. */
class ContractTests extends GatewayTest {
    private static final Path PUBLISHED = Path.of("docs", "openapi.json");
    private static final Path SERVED = Path.of("target", "openapi.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void isPublishedAsItIsServed() throws IOException {
        String served = JSON.writeValueAsString(contract()) + "\n";
        Files.writeString(SERVED, served);
        assertThat(PUBLISHED).as("If the contract was meant to change: cp %s %s", SERVED, PUBLISHED)
                .hasContent(served);
    }

    @Test
    void isOpenApi31() {
        assertThat(contract().path("openapi").stringValue()).startsWith("3.1");
    }

    @Test
    void hasThePathsOfTheGatewayAndNoOther() {
        assertThat(contract().path("paths").propertyNames()).containsExactlyInAnyOrder(
                "/batch-jobs/{jobId}/status", "/api/v1/beta/batch-processing/{job_id}",
                "/batch-jobs/status", "/batch-jobs/{jobId}/events", "/batch-jobs/events");
    }

    @Test
    void namesAndSummarizesEveryOperation() {
        assertThat(operations()).hasSize(11)
                .allMatch(operation -> !operation.path("summary").stringValue("").isEmpty())
                .extracting(operation -> operation.path("operationId").stringValue(""))
                .doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void namesEveryStatusThatAnOperationCanGive() {
        assertThat(operations()).allSatisfy(operation -> assertThat(
                operation.path("responses").propertyNames())
                .contains("200", "400", "401", "403", "404", "405", "406", "414", "429", "431",
                        "500", "502", "503", "504"));
    }

    @Test
    void namesWhatElseAStatusAndAStreamCanGive() {
        assertThat(responses("/batch-jobs/{jobId}/status")).contains("304");
        assertThat(responses("/batch-jobs/{jobId}/events")).contains("204");
    }

    @Test
    void hasAnExampleOfAListAndOfAStream() {
        JsonNode responses = contract().path("components").path("responses");
        assertThat(responses.path("StatusList").findValues("examples")).isNotEmpty();
        assertThat(responses.path("Events").findValues("examples")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200,200", "404,404", "422,400", "500,502"})
    void namesEveryHeaderOfAnAnswer(int ofLlamaCloud, int status) {
        llamaCloudAnswers(aResponse().withStatus(ofLlamaCloud).withBody(body("running")));
        HttpResponse<String> response = ask(freshJob());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(headers(response)).isSubsetOf(headers("/batch-jobs/{jobId}/status", status));
    }

    @Test
    void namesEveryHeaderOfAnAnswerWithoutLlamaCloud() {
        llamaCloudTells("running");
        String job = freshJob();
        assertThat(headers(ask(job, "If-None-Match", "*")))
                .isSubsetOf(headers("/batch-jobs/{jobId}/status", 304));
        assertThat(headers(send("PUT", "/batch-jobs/" + job + "/status")))
                .isSubsetOf(headers("/batch-jobs/{jobId}/status", 405));
        assertThat(headers(send("GET", "/batch-jobs/status?ids=" + job)))
                .isSubsetOf(headers("/batch-jobs/status", 200));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 414, 431})
    void promisesWhatIsLeftOfALimitToKnownCallersOnly(int status) {
        assertThat(headers("/batch-jobs/{jobId}/status", status)).isNotEmpty()
                .doesNotContain("ratelimit", "ratelimit-policy");
    }

    /** Without those that belong to HTTP itself. */
    private static List<String> headers(HttpResponse<?> response) {
        return response.headers().map().keySet().stream().map(ContractTests::lower)
                .filter(name -> !name
                        .matches("date|connection|content-(type|length)|transfer-encoding|:.*"))
                .toList();
    }

    private List<String> headers(String path, int status) {
        JsonNode contract = contract();
        JsonNode response = contract.path("paths").path(path).path("get").path("responses")
                .path(Integer.toString(status));
        String ref = response.path("$ref").stringValue("");
        return (ref.isEmpty() ? response : contract.at(ref.substring(1))).path("headers")
                .propertyNames().stream().map(ContractTests::lower).toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private Collection<String> responses(String path) {
        return contract().path("paths").path(path).path("get").path("responses").propertyNames();
    }

    @Test
    void hasAnExampleOfEveryProblem() {
        List<String> codes = gets().flatMap(get -> stream(get.path("responses")))
                .flatMap(response -> response.path("content").path("application/problem+json")
                        .path("examples").propertyNames().stream())
                .distinct().toList();
        assertThat(codes).containsExactlyInAnyOrder("invalid-request", "upstream-rejected-request",
                "job-not-found", "not-found", "method-not-allowed", "not-acceptable",
                "uri-too-long", "headers-too-large", "upstream-credentials-rejected",
                "upstream-access-denied", "upstream-failed", "upstream-invalid-response",
                "upstream-unreachable", "upstream-timeout", "upstream-rate-limited", "overloaded",
                "shutting-down", "loop-detected", "upstream-circuit-open", "project-required",
                "unauthenticated", "caller-not-allowed", "project-not-allowed", "rate-limited",
                "callers-unverifiable", "too-many-held", "budget-spent", "not-cached",
                "internal-error");
    }

    @Test
    void hasAnExampleOfEveryState() {
        assertThat(contract().path("components").path("responses").path("Status").path("content")
                .path("application/json").path("examples").propertyNames())
                .containsExactlyInAnyOrder("pending", "dispatched", "running", "completed",
                        "failed", "cancelled");
    }

    @Test
    void leavesStatesAndJobTypesOpen() {
        JsonNode job = contract().path("components").path("schemas").path("BatchJobStatus")
                .path("properties").path("job").path("properties");
        assertThat(List.of(job.path("status"), job.path("job_type")))
                .allSatisfy(field -> assertThat(stream(field.path("anyOf")))
                        .anyMatch(option -> option.has("enum"))
                        .anyMatch(option -> !option.has("enum")));
    }

    @Test
    void givesThePatternsOfIds() {
        JsonNode parameters = contract().path("components").path("parameters");
        assertThat(List.of(pattern(parameters, "jobId"), pattern(parameters, "llamaCloudJobId")))
                .containsOnly(JobId.PATTERN);
        assertThat(List.of(pattern(parameters, "projectId"), pattern(parameters, "organizationId")))
                .containsOnly(JobRef.SCOPE_PATTERN);
    }

    private static String pattern(JsonNode parameters, String name) {
        return parameters.path(name).path("schema").path("pattern").stringValue();
    }

    private List<JsonNode> operations() {
        return stream(contract().path("paths")).flatMap(ContractTests::stream).toList();
    }

    private Stream<JsonNode> gets() {
        return stream(contract().path("paths")).map(path -> path.path("get"));
    }

    private JsonNode contract() {
        return JSON.readTree(send("GET", "/v3/api-docs").body());
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
