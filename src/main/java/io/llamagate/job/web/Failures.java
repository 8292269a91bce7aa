package io.llamagate.job.web;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;

/** Says in HTTP's terms why no answer came. Pure. */
final class Failures {
    /** A problem, the type that RFC 9209 section 2.3 registers for it, and a sentence. */
    private record Telling(Problem problem, String proxyError, String detail) {
    }

    private Failures() {
    }

    /** What to tell the caller. */
    static Occurrence occurrence(JobStatusException exception) {
        Telling telling = telling(exception.failure());
        return new Occurrence(telling.problem(), telling.detail(), telling.proxyError(),
                exception.upstreamStatus(), exception.retryAfter());
    }

    /** The type that RFC 9209 section 2.3 registers for the failure. */
    static String proxyError(Failure failure) {
        return telling(failure).proxyError();
    }

    private static Telling telling(Failure failure) {
        return switch (failure) {
            case CREDENTIALS_REJECTED -> new Telling(Problem.UPSTREAM_CREDENTIALS_REJECTED,
                    "proxy_configuration_error", "LlamaCloud refused the gateway's API key.");
            case ACCESS_DENIED -> new Telling(Problem.UPSTREAM_ACCESS_DENIED,
                    "proxy_configuration_error",
                    "LlamaCloud does not let the gateway's API key see this job.");
            case SERVER_ERROR -> new Telling(Problem.UPSTREAM_FAILED, "destination_unavailable",
                    "LlamaCloud answered with a server error.");
            case UNEXPECTED_STATUS -> new Telling(Problem.UPSTREAM_FAILED, "http_protocol_error",
                    "LlamaCloud answered with a status that nobody expects.");
            case INVALID_BODY -> new Telling(Problem.UPSTREAM_INVALID_RESPONSE,
                    "http_protocol_error", "LlamaCloud's answer is not the status of a batch job.");
            case BODY_TOO_LARGE -> new Telling(Problem.UPSTREAM_INVALID_RESPONSE,
                    "http_response_body_size",
                    "LlamaCloud's answer is larger than the gateway reads.");
            case BODY_CUT_OFF -> new Telling(Problem.UPSTREAM_INVALID_RESPONSE,
                    "http_response_incomplete", "LlamaCloud's answer broke off.");
            case CONNECTION_REFUSED -> new Telling(Problem.UPSTREAM_UNREACHABLE,
                    "connection_refused", "LlamaCloud refused the connection.");
            case CONNECTION_LOST -> new Telling(Problem.UPSTREAM_UNREACHABLE,
                    "connection_terminated",
                    "The connection to LlamaCloud broke before an answer.");
            case DNS_ERROR -> new Telling(Problem.UPSTREAM_UNREACHABLE, "dns_error",
                    "LlamaCloud's host name does not resolve.");
            case DNS_TIMEOUT -> new Telling(Problem.UPSTREAM_TIMEOUT, "dns_timeout",
                    "LlamaCloud's host name was not resolved in time.");
            case TLS_ERROR -> new Telling(Problem.UPSTREAM_UNREACHABLE, "tls_protocol_error",
                    "No secure connection to LlamaCloud came about.");
            case CERTIFICATE_REJECTED -> new Telling(Problem.UPSTREAM_UNREACHABLE,
                    "tls_certificate_error", "LlamaCloud's certificate is not trusted.");
            case CONNECT_TIMEOUT -> new Telling(Problem.UPSTREAM_TIMEOUT, "connection_timeout",
                    "No connection to LlamaCloud came about in time.");
            case RESPONSE_TIMEOUT -> new Telling(Problem.UPSTREAM_TIMEOUT, "http_response_timeout",
                    "LlamaCloud did not answer in time.");
            case RATE_LIMITED -> new Telling(Problem.UPSTREAM_RATE_LIMITED,
                    "destination_unavailable",
                    "LlamaCloud limits the gateway's API key for the moment.");
            case KEY_REFUSED -> new Telling(Problem.UPSTREAM_CREDENTIALS_REJECTED,
                    "destination_unavailable",
                    "LlamaCloud refused the gateway's API key a moment ago.");
            case KEY_PAUSED -> new Telling(Problem.UPSTREAM_RATE_LIMITED,
                    "destination_unavailable",
                    "LlamaCloud limited the gateway's API key a moment ago.");
            case CIRCUIT_OPEN -> new Telling(Problem.UPSTREAM_CIRCUIT_OPEN,
                    "destination_unavailable", "LlamaCloud failed too often a moment ago.");
            case BUDGET_SPENT -> new Telling(Problem.BUDGET_SPENT, "http_request_denied",
                    "The gateway has asked LlamaCloud as much as it may for the moment.");
            case NOT_CACHED -> new Telling(Problem.NOT_CACHED, "proxy_internal_response",
                    "The gateway remembers no answer as fresh as the request demands.");
            case OVERLOADED -> new Telling(Problem.OVERLOADED, "connection_limit_reached",
                    "Too many questions wait for LlamaCloud already.");
            case SHUTTING_DOWN -> new Telling(Problem.SHUTTING_DOWN, "proxy_internal_response",
                    "This instance of the gateway is ending.");
            case LOOP -> new Telling(Problem.LOOP_DETECTED, "proxy_loop_detected",
                    "The gateway's LlamaCloud address leads back to a gateway.");
        };
    }
}
