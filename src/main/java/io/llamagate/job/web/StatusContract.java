package io.llamagate.job.web;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.Yaml;

/**
 * Completes the published contract: what every operation takes and can answer, and the HEAD that
 * goes with every GET. Operations come from the controllers, problems from {@link Problem}, and
 * what both are made of from {@code openapi-components.yaml}.
 */
@Component
class StatusContract implements OpenApiCustomizer {
    private static final String RESPONSES = "#/components/responses/";

    private final String version;
    private final ProblemResponses problems;

    StatusContract(ObjectProvider<BuildProperties> build, GatewayProperties gateway) {
        this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        this.problems = new ProblemResponses(gateway);
    }

    @Override
    public void customise(OpenAPI contract) {
        contract.info(new Info().title("Llamagate").version(version).description(
                "The status of LlamaCloud's batch jobs, asked for often and fetched seldom."));
        contract.servers(List.of(new Server().url("/").description("This gateway")));
        contract.components(components());
        Map<String, String> status = Map.of("200", "Status", "304", "NotModified");
        get(contract, JobStatusController.PATH, status, "jobId", "projectId", "organizationId",
                "ifNoneMatch", "cacheControl", "prefer");
        get(contract, JobStatusController.LLAMACLOUD_PATH, status, "llamaCloudJobId", "projectId",
                "organizationId", "ifNoneMatch", "cacheControl", "prefer");
        Map<String, String> list = Map.of("200", "StatusList");
        get(contract, StatusListController.PATH, list, "ids", "projectId", "organizationId",
                "cacheControl");
        Operation post = item(contract, StatusListController.PATH).getPost();
        complete(post, list, "projectId", "organizationId", "cacheControl");
        post.requestBody(new RequestBody().$ref("#/components/requestBodies/JobIds"));
        Map<String, String> events = Map.of("200", "Events", "204", "NothingLeft");
        get(contract, EventsController.PATH, events, "jobId", "projectId", "organizationId",
                "lastEventId");
        get(contract, EventsController.MANY_PATH, events, "ids", "projectId", "organizationId",
                "lastEventId");
    }

    private void get(OpenAPI contract, String path, Map<String, String> answers,
            String... parameters) {
        PathItem item = item(contract, path);
        complete(item.getGet(), answers, parameters);
        item.head(headOf(item.getGet(), contract.getComponents().getResponses()));
    }

    private static PathItem item(OpenAPI contract, String path) {
        return requireNonNull(contract.getPaths().get(path));
    }

    private void complete(Operation operation, Map<String, String> answers,
            String... parameters) {
        operation.parameters(Arrays.stream(parameters).map(StatusContract::parameter).toList());
        ApiResponses responses = new ApiResponses();
        new TreeMap<>(answers).forEach((status, name) -> responses.addApiResponse(status,
                new ApiResponse().$ref(RESPONSES + name)));
        problems.byStatus().forEach(responses::addApiResponse);
        operation.responses(responses);
        operation.security(List.of(new SecurityRequirement(),
                new SecurityRequirement().addList("token")));
    }

    private static Operation headOf(Operation get, Map<String, ApiResponse> components) {
        Operation head = new Operation().tags(get.getTags())
                .operationId(get.getOperationId().replaceFirst("^(get|stream)", "head"))
                .summary(get.getSummary() + ", its headers alone").parameters(get.getParameters())
                .security(get.getSecurity());
        ApiResponses responses = new ApiResponses();
        get.getResponses().forEach((status, response) -> responses.addApiResponse(status,
                withoutContent(resolved(response, components))));
        return head.responses(responses);
    }

    private static ApiResponse resolved(ApiResponse response,
            Map<String, ApiResponse> components) {
        return response.get$ref() == null
                ? response
                : requireNonNull(
                        components.get(response.get$ref().substring(RESPONSES.length())));
    }

    private static ApiResponse withoutContent(ApiResponse response) {
        return new ApiResponse().description(response.getDescription())
                .headers(response.getHeaders());
    }

    private static Parameter parameter(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }

    static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    private static Components components() {
        try (InputStream yaml = new ClassPathResource("openapi-components.yaml",
                StatusContract.class).getInputStream()) {
            return Json31.mapper().convertValue(new Yaml().load(yaml), Components.class);
        } catch (IOException e) {
            throw new IllegalStateException("openapi-components.yaml is part of the jar", e);
        }
    }
}
