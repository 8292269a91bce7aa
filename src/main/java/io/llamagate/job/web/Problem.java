package io.llamagate.job.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.springframework.http.HttpStatus;

/**
 * Every problem that a caller can be told (RFC 9457). The code is the constant's name in kebab case
 * and never changes once published.
 */
enum Problem {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, false, "The request is not valid"),
    PROJECT_REQUIRED(HttpStatus.BAD_REQUEST, false, "The request has to name a project"),
    UPSTREAM_REJECTED_REQUEST(HttpStatus.BAD_REQUEST, false, "LlamaCloud rejects the request"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, false, "The request has no valid token"),
    CALLER_NOT_ALLOWED(HttpStatus.FORBIDDEN, false, "The caller may not ask here"),
    PROJECT_NOT_ALLOWED(HttpStatus.FORBIDDEN, false, "The caller may not see this project"),
    JOB_NOT_FOUND(HttpStatus.NOT_FOUND, false, "LlamaCloud knows no such job"),
    NOT_FOUND(HttpStatus.NOT_FOUND, false, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, false, "This method is not allowed here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, false, "No acceptable form of the answer"),
    URI_TOO_LONG(HttpStatus.URI_TOO_LONG, false, "The address is too long"),
    HEADERS_TOO_LARGE(
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, false, "The headers are too large"),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, true, "The caller asks too much"),
    UPSTREAM_CREDENTIALS_REJECTED(
            HttpStatus.BAD_GATEWAY, false, "LlamaCloud rejects the gateway's key"),
    UPSTREAM_ACCESS_DENIED(HttpStatus.BAD_GATEWAY, false, "LlamaCloud denies the gateway access"),
    UPSTREAM_FAILED(HttpStatus.BAD_GATEWAY, true, "LlamaCloud failed"),
    UPSTREAM_INVALID_RESPONSE(HttpStatus.BAD_GATEWAY, true, "LlamaCloud's answer is not usable"),
    UPSTREAM_UNREACHABLE(HttpStatus.BAD_GATEWAY, true, "LlamaCloud cannot be reached"),
    UPSTREAM_TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, true, "LlamaCloud did not answer in time"),
    UPSTREAM_RATE_LIMITED(HttpStatus.SERVICE_UNAVAILABLE, true, "LlamaCloud limits the gateway"),
    UPSTREAM_CIRCUIT_OPEN(HttpStatus.SERVICE_UNAVAILABLE, true, "LlamaCloud is left alone"),
    BUDGET_SPENT(HttpStatus.SERVICE_UNAVAILABLE, true, "The gateway has asked enough"),
    NOT_CACHED(HttpStatus.GATEWAY_TIMEOUT, true, "No such answer is remembered"),
    CALLERS_UNVERIFIABLE(
            HttpStatus.SERVICE_UNAVAILABLE, true, "Tokens cannot be verified at the moment"),
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, true, "The gateway is overloaded"),
    TOO_MANY_HELD(
            HttpStatus.SERVICE_UNAVAILABLE, true, "Too many requests are held open"),
    SHUTTING_DOWN(HttpStatus.SERVICE_UNAVAILABLE, true, "The gateway is shutting down"),
    LOOP_DETECTED(HttpStatus.BAD_GATEWAY, false, "The gateway asks itself"),
    INTERNAL_ERROR(HttpStatus.INTERNAL_SERVER_ERROR, false, "The gateway failed");

    private static final ResourceBundle TEXTS = ResourceBundle
            .getBundle("io.llamagate.job.web.problems");

    private final HttpStatus status;
    private final boolean retryable;
    private final String title;

    Problem(HttpStatus status, boolean retryable, String title) {
        this.status = status;
        this.retryable = retryable;
        this.title = title;
    }

    /** The problem of a code, if there is one. */
    static Optional<Problem> ofCode(String code) {
        return Arrays.stream(values()).filter(problem -> problem.code().equals(code)).findFirst();
    }

    /** Identifies the problem to programs. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status of every answer that tells it. */
    HttpStatus status() {
        return status;
    }

    /** Whether the same request may succeed later without anybody's doing. */
    boolean retryable() {
        return retryable;
    }

    /** A phrase that is the same for every occurrence. */
    String title() {
        return title;
    }

    /** What has happened, in sentences for its page. */
    String meaning() {
        return TEXTS.getString(code() + ".meaning");
    }

    /** What to do about it, in sentences for its page. */
    String remedy() {
        return TEXTS.getString(code() + ".remedy");
    }

    /** The path of the page that explains it. */
    String path() {
        return "/problems/" + code();
    }
}
