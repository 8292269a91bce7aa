package io.llamagate.job.web;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;

/** Says in HTTP's terms why no answer came. Pure. */
final class Failures {
    private Failures() {
    }

    /** The problem to tell the caller. */
    static Occurrence occurrence(JobStatusException exception) {
        Problem problem = problem(exception.failure());
        return new Occurrence(problem, detail(exception.failure()),
                proxyError(exception.failure()), exception.upstreamStatus(),
                exception.retryAfter());
    }

    private static Problem problem(Failure failure) {
        return switch (failure) {
            case CREDENTIALS_REJECTED -> Problem.UPSTREAM_CREDENTIALS_REJECTED;
            case ACCESS_DENIED -> Problem.UPSTREAM_ACCESS_DENIED;
            case SERVER_ERROR, UNEXPECTED_STATUS -> Problem.UPSTREAM_FAILED;
            case INVALID_BODY, BODY_TOO_LARGE, BODY_CUT_OFF -> Problem.UPSTREAM_INVALID_RESPONSE;
            case CONNECTION_REFUSED, CONNECTION_LOST, DNS_ERROR, TLS_ERROR, CERTIFICATE_REJECTED ->
                Problem.UPSTREAM_UNREACHABLE;
            case DNS_TIMEOUT, CONNECT_TIMEOUT, RESPONSE_TIMEOUT -> Problem.UPSTREAM_TIMEOUT;
            case RATE_LIMITED -> Problem.UPSTREAM_RATE_LIMITED;
            case OVERLOADED -> Problem.OVERLOADED;
            case SHUTTING_DOWN -> Problem.SHUTTING_DOWN;
            case LOOP -> Problem.LOOP_DETECTED;
        };
    }

    /** RFC 9209 section 2.3. */
    private static String proxyError(Failure failure) {
        return switch (failure) {
            case CREDENTIALS_REJECTED, ACCESS_DENIED -> "proxy_configuration_error";
            case SERVER_ERROR, RATE_LIMITED -> "destination_unavailable";
            case UNEXPECTED_STATUS, INVALID_BODY -> "http_protocol_error";
            case BODY_TOO_LARGE -> "http_response_body_size";
            case BODY_CUT_OFF -> "http_response_incomplete";
            case CONNECTION_REFUSED -> "connection_refused";
            case CONNECTION_LOST -> "connection_terminated";
            case DNS_ERROR -> "dns_error";
            case DNS_TIMEOUT -> "dns_timeout";
            case TLS_ERROR -> "tls_protocol_error";
            case CERTIFICATE_REJECTED -> "tls_certificate_error";
            case CONNECT_TIMEOUT -> "connection_timeout";
            case RESPONSE_TIMEOUT -> "http_response_timeout";
            case OVERLOADED -> "connection_limit_reached";
            case SHUTTING_DOWN -> "proxy_internal_response";
            case LOOP -> "proxy_loop_detected";
        };
    }

    private static String detail(Failure failure) {
        return switch (failure) {
            case CREDENTIALS_REJECTED -> "LlamaCloud refused the gateway's API key.";
            case ACCESS_DENIED -> "LlamaCloud does not let the gateway's API key see this job.";
            case SERVER_ERROR -> "LlamaCloud answered with a server error.";
            case UNEXPECTED_STATUS -> "LlamaCloud answered with a status that nobody expects.";
            case INVALID_BODY -> "LlamaCloud's answer is not the status of a batch job.";
            case BODY_TOO_LARGE -> "LlamaCloud's answer is larger than the gateway reads.";
            case BODY_CUT_OFF -> "LlamaCloud's answer broke off.";
            case CONNECTION_REFUSED -> "LlamaCloud refused the connection.";
            case CONNECTION_LOST -> "The connection to LlamaCloud broke before an answer.";
            case DNS_ERROR -> "LlamaCloud's host name does not resolve.";
            case DNS_TIMEOUT -> "LlamaCloud's host name was not resolved in time.";
            case TLS_ERROR -> "No secure connection to LlamaCloud came about.";
            case CERTIFICATE_REJECTED -> "LlamaCloud's certificate is not trusted.";
            case CONNECT_TIMEOUT -> "No connection to LlamaCloud came about in time.";
            case RESPONSE_TIMEOUT -> "LlamaCloud did not answer in time.";
            case RATE_LIMITED -> "LlamaCloud limits the gateway's API key for the moment.";
            case OVERLOADED -> "Too many questions wait for LlamaCloud already.";
            case SHUTTING_DOWN -> "This instance of the gateway is ending.";
            case LOOP -> "The gateway's LlamaCloud address leads back to a gateway.";
        };
    }
}
