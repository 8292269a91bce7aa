package io.llamagate.job.web;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.Yaml;

/**
 * Completes the published contract: what every status operation takes and can answer, and the HEAD
 * that goes with every GET. Operations come from the controller, problems from {@link Problem}, and
 * what both are made of from {@code openapi-components.yaml}.
 */
@Component
class StatusContract implements OpenApiCustomizer {
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
        complete(contract, JobStatusController.PATH, "jobId");
        complete(contract, JobStatusController.LLAMACLOUD_PATH, "llamaCloudJobId");
    }

    private void complete(OpenAPI contract, String path, String idParameter) {
        PathItem item = Objects.requireNonNull(contract.getPaths().get(path));
        Operation get = item.getGet();
        get.parameters(List.of(parameter(idParameter), parameter("projectId"),
                parameter("organizationId"), parameter("ifNoneMatch"), parameter("cacheControl")));
        get.responses(responses());
        get.security(List.of(new SecurityRequirement(),
                new SecurityRequirement().addList("token")));
        item.head(headOf(get));
    }

    private ApiResponses responses() {
        ApiResponses responses = new ApiResponses()
                .addApiResponse("200", new ApiResponse().$ref("#/components/responses/Status"))
                .addApiResponse("304",
                        new ApiResponse().$ref("#/components/responses/NotModified"));
        problems.byStatus().forEach(responses::addApiResponse);
        return responses;
    }

    private static Operation headOf(Operation get) {
        Operation head = new Operation().tags(get.getTags())
                .operationId(get.getOperationId().replaceFirst("^get", "head"))
                .summary(get.getSummary() + ", its headers alone").parameters(get.getParameters())
                .security(get.getSecurity());
        ApiResponses responses = new ApiResponses();
        get.getResponses().forEach((status, response) -> responses.addApiResponse(status,
                withoutContent(status, response)));
        return head.responses(responses);
    }

    private static ApiResponse withoutContent(String status, ApiResponse response) {
        if (response.get$ref() != null) {
            return status.equals("200")
                    ? new ApiResponse().$ref("#/components/responses/StatusHeaders")
                    : response;
        }
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
