package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailuresTests {
    /** The registry of RFC 9209 section 2.3. */
    private static final Set<String> REGISTERED = Set.of("dns_timeout", "dns_error",
            "destination_not_found", "destination_unavailable", "destination_ip_prohibited",
            "destination_ip_unroutable", "connection_refused", "connection_terminated",
            "connection_timeout", "connection_read_timeout", "connection_write_timeout",
            "connection_limit_reached", "tls_protocol_error", "tls_certificate_error",
            "tls_alert_received", "http_request_error", "http_request_denied",
            "http_response_incomplete", "http_response_header_section_size",
            "http_response_header_size", "http_response_body_size",
            "http_response_trailer_section_size", "http_response_trailer_size",
            "http_response_transfer_coding", "http_response_content_coding",
            "http_response_timeout", "http_upgrade_failed", "http_protocol_error",
            "proxy_internal_response", "proxy_internal_error", "proxy_configuration_error",
            "proxy_loop_detected");

    @ParameterizedTest
    @CsvSource({"CREDENTIALS_REJECTED,upstream-credentials-rejected",
        "ACCESS_DENIED,upstream-access-denied", "SERVER_ERROR,upstream-failed",
        "UNEXPECTED_STATUS,upstream-failed", "INVALID_BODY,upstream-invalid-response",
        "BODY_TOO_LARGE,upstream-invalid-response", "BODY_CUT_OFF,upstream-invalid-response",
        "CONNECTION_REFUSED,upstream-unreachable", "CONNECTION_LOST,upstream-unreachable",
        "DNS_ERROR,upstream-unreachable", "TLS_ERROR,upstream-unreachable",
        "CERTIFICATE_REJECTED,upstream-unreachable", "DNS_TIMEOUT,upstream-timeout",
        "CONNECT_TIMEOUT,upstream-timeout", "RESPONSE_TIMEOUT,upstream-timeout",
        "RATE_LIMITED,upstream-rate-limited", "OVERLOADED,overloaded",
        "SHUTTING_DOWN,shutting-down", "LOOP,loop-detected"})
    void areToldAsTheProblemOfTheirKind(Failure failure, String code) {
        assertThat(occurrence(failure).problem().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void carryARegisteredProxyErrorAndASentence(Failure failure) {
        assertThat(occurrence(failure).proxyError()).isIn(REGISTERED);
        assertThat(occurrence(failure).detail()).endsWith(".");
    }

    @Test
    void passOnWhatLlamaCloudSaid() {
        Occurrence occurrence = Failures.occurrence(
                new JobStatusException(Failure.RATE_LIMITED, 429, Duration.ofSeconds(7)));
        assertThat(occurrence).returns(429, Occurrence::upstreamStatus)
                .returns(Duration.ofSeconds(7), Occurrence::retryAfter);
    }

    private static Occurrence occurrence(Failure failure) {
        return Failures.occurrence(new JobStatusException(failure));
    }
}
