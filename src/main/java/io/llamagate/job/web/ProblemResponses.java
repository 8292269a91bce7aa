package io.llamagate.job.web;

import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/** The contract's responses for errors: one per status, with an example per problem. */
final class ProblemResponses {
    private static final List<String> EVERYWHERE = List.of("Vary", "X-Content-Type-Options");
    private static final List<String> OF_A_CALLER = List.of("RateLimit", "RateLimit-Policy");

    /** Told before it is known who asks, and so what limit there is. */
    private static final Set<HttpStatus> TO_NOBODY = Set.of(HttpStatus.UNAUTHORIZED,
            HttpStatus.URI_TOO_LONG, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE);
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    private final GatewayProperties gateway;

    ProblemResponses(GatewayProperties gateway) {
        this.gateway = gateway;
    }

    /** The responses by HTTP status, in its order. */
    Map<String, ApiResponse> byStatus() {
        Map<String, ApiResponse> responses = new TreeMap<>();
        Arrays.stream(Problem.values()).collect(Collectors.groupingBy(Problem::status))
                .forEach((status, problems) -> responses
                        .put(Integer.toString(status.value()), response(status, problems)));
        return responses;
    }

    private ApiResponse response(HttpStatus status, List<Problem> problems) {
        MediaType body = new MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/Problem"));
        problems.forEach(problem -> body.addExamples(problem.code(), example(problem)));
        ApiResponse response = new ApiResponse().description(status.getReasonPhrase())
                .content(new Content().addMediaType("application/problem+json", body))
                .addHeaderObject("Cache-Control", StatusContract.header("No-Store"));
        EVERYWHERE.forEach(name -> response.addHeaderObject(name, StatusContract.header(name)));
        if (!TO_NOBODY.contains(status)) {
            OF_A_CALLER
                    .forEach(name -> response.addHeaderObject(name, StatusContract.header(name)));
        }
        switch (status) {
            case BAD_REQUEST, NOT_FOUND -> response
                    .addHeaderObject("Age", StatusContract.header("Age"))
                    .addHeaderObject("Cache-Status", StatusContract.header("Cache-Status"));
            case UNAUTHORIZED -> response.addHeaderObject("WWW-Authenticate",
                    StatusContract.header("WWW-Authenticate"));
            case TOO_MANY_REQUESTS -> response
                    .addHeaderObject("Retry-After", StatusContract.header("Retry-After"))
                    .addHeaderObject("X-Should-Retry", StatusContract.header("X-Should-Retry"));
            case METHOD_NOT_ALLOWED ->
                response.addHeaderObject("Allow", StatusContract.header("Allow"));
            case SERVICE_UNAVAILABLE -> addGatewayHeaders(response).addHeaderObject("Retry-After",
                    StatusContract.header("Retry-After"));
            case BAD_GATEWAY, GATEWAY_TIMEOUT -> addGatewayHeaders(response);
            default -> {
            }
        }
        return response;
    }

    private static ApiResponse addGatewayHeaders(ApiResponse response) {
        return response.addHeaderObject("Proxy-Status", StatusContract.header("Proxy-Status"))
                .addHeaderObject("X-Should-Retry", StatusContract.header("X-Should-Retry"));
    }

    private Example example(Problem problem) {
        return new Example().summary(problem.title())
                .value(new ProblemDocument(gateway.problems().link(problem.path()),
                        problem.title(), problem.status().value(), problem.meaning(),
                        "/batch-jobs/bjb-1/status", problem.code(), problem.retryable(), TRACE_ID,
                        null));
    }
}
