package io.llamagate.job.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes every error that leaves the gateway, whoever noticed it. Safe for use by many threads. */
@Component
class ProblemWriter {
    /** What an error without a Retry-After of its own names where it needs one. */
    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

    /** Waits beyond this are better spent in the caller's own code than asleep inside an SDK. */
    private static final long LONGEST_SDK_RETRY = 10;

    /** An answer is what its Content-Type says, whatever it looks like. */
    static final String NO_SNIFF = "X-Content-Type-Options";

    private final GatewayProperties gateway;
    private final JsonMapper json;

    ProblemWriter(GatewayProperties gateway, JsonMapper json) {
        this.gateway = gateway;
        this.json = json;
    }

    /** Answers that only other methods are allowed, and which. */
    void writeMethodNotAllowed(HttpServletRequest request, HttpServletResponse response,
            Collection<String> allowed) throws IOException {
        String methods = String.join(", ", new TreeSet<>(allowed));
        response.setHeader(HttpHeaders.ALLOW, methods);
        write(request, response, Occurrence.of(Problem.METHOD_NOT_ALLOWED,
                "Allowed here: %s.".formatted(methods)));
    }

    /** Answers with the problem, unless an answer is on its way already. */
    void write(HttpServletRequest request, HttpServletResponse response, Occurrence occurrence)
            throws IOException {
        write(request, response, occurrence, TraceId.in(request));
    }

    /** Answers with the problem under a trace id that stands in the log too. */
    void write(HttpServletRequest request, HttpServletResponse response, Occurrence occurrence,
            String traceId) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        Problem problem = occurrence.problem();
        response.setStatus(problem.status().value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(NO_SNIFF, "nosniff");
        writeRetryHeaders(response, occurrence);
        if (isGatewayError(problem.status())) {
            writeProxyStatus(response, occurrence.proxyError() == null
                    ? "proxy_internal_response"
                    : occurrence.proxyError(), occurrence.upstreamStatus());
        }
        byte[] body = json
                .writeValueAsBytes(document(occurrence, request.getRequestURI(), traceId));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The problem as a document, about what was asked for at that path. */
    ProblemDocument document(Occurrence occurrence, @Nullable String instance, String traceId) {
        Problem problem = occurrence.problem();
        return new ProblemDocument(gateway.problems().link(problem.path()), problem.title(),
                problem.status().value(), occurrence.detail(), instance, problem.code(),
                problem.retryable(), traceId, occurrence.upstreamStatus());
    }

    /** Says what went wrong on the way to LlamaCloud (RFC 9209). */
    void writeProxyStatus(HttpServletResponse response, String error,
            @Nullable Integer received) {
        response.setHeader("Proxy-Status", gateway.name() + "; error=" + error
                + (received == null ? "" : "; received-status=" + received));
    }

    private static void writeRetryHeaders(HttpServletResponse response, Occurrence occurrence) {
        HttpStatus status = occurrence.problem().status();
        boolean sdksMayRetry = false;
        boolean busy = status == HttpStatus.SERVICE_UNAVAILABLE
                || status == HttpStatus.TOO_MANY_REQUESTS;
        if (busy) {
            long seconds = Seconds.retryAfter(orDefault(occurrence.retryAfter()));
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            sdksMayRetry = seconds <= LONGEST_SDK_RETRY;
        }
        if ((busy || isGatewayError(status)) && !sdksMayRetry) {
            response.setHeader("X-Should-Retry", "false");
        }
    }

    private static boolean isGatewayError(HttpStatus status) {
        return status == HttpStatus.BAD_GATEWAY || status == HttpStatus.SERVICE_UNAVAILABLE
                || status == HttpStatus.GATEWAY_TIMEOUT;
    }

    private static Duration orDefault(@Nullable Duration wait) {
        return wait == null ? DEFAULT_RETRY_AFTER : wait;
    }
}
