package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the management port says to whatever reaches it. */
@ExtendWith(OutputCaptureExtension.class)
class ManagementPortTests extends GatewayTest {
    @ParameterizedTest
    @ValueSource(strings = {"GET /actuator/health?=x HTTP/1.1",
        "GET /actuator/health/readiness?&&%00=%zz HTTP/1.1",
        "GET /actuator/prometheus?includedNames=%zz HTTP/1.1",
        "GET /actuator/prometheus?includedNames=a&includedNames=b HTTP/1.1",
        "GET /actuator/health/%ff HTTP/1.1", "GET /actuator/%2e%2e/x HTTP/1.1",
        "GET /actuator/health/a%2Fb HTTP/1.1",
        "POST /actuator/health?=x HTTP/1.1", "BREW /actuator/prometheus HTTP/1.1",
        "OPTIONS /actuator/health HTTP/1.1", "OPTIONS * HTTP/1.1",
        "GET /actuator?=x HTTP/1.1", "GET /nope?=x HTTP/1.1", "GET /error?trace=%zz HTTP/1.1",
        "GET /%ff HTTP/1.1", "GET /a|b HTTP/1.1", "GET http://[ HTTP/1.1", "GET  HTTP/1.1",
        "GET /actuator/health HTTP/9.9", "TRACE / HTTP/1.1", "CONNECT gateway:443 HTTP/1.1",
        "\u0000\u0001\u0002"})
    void neverAnswersAnythingACallerSendsWithA500(String requestLine, CapturedOutput output)
            throws IOException {
        assertThat(management(requestLine))
                .containsAnyOf("HTTP/1.1 200", "HTTP/1.1 30", "\"status\":40")
                .doesNotContain("<h1>HTTP Status", "Exception");
        assertThat(output.getAll()).doesNotContain("A defect");
    }

    @ParameterizedTest
    @CsvSource({"GET /actuator/health?=x,400,invalid-request",
        "GET /actuator/prometheus?includedNames=%zz,400,invalid-request",
        "GET /a|b,400,invalid-request", "GET /%ff,400,invalid-request",
        "GET /actuator/env,404,not-found", "POST /actuator/health,405,method-not-allowed",
        "TRACE /actuator/health,405,method-not-allowed",
        "CONNECT gateway:443,405,method-not-allowed"})
    void tellsErrorsAsProblemsThatNobodyStores(String request, int status, String code)
            throws IOException {
        assertThat(management(request + " HTTP/1.1")).startsWith("HTTP/1.1 " + status).contains(
                "Content-Type: application/problem+json", "Cache-Control: no-store",
                "X-Content-Type-Options: nosniff", "\"code\":\"" + code + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "POST", "BREW"})
    void allowsReadMethodsAlone(String method) throws IOException {
        assertThat(management(method + " /actuator/health HTTP/1.1")).startsWith("HTTP/1.1 405")
                .contains("Allow: GET, HEAD\r\n");
    }

    @Test
    void answers414ToAnOverlongAddressAnd431ToOversizedHeaders() throws IOException {
        assertThat(management("GET /" + "x".repeat(20_000) + " HTTP/1.1"))
                .startsWith("HTTP/1.1 414").contains("\"code\":\"uri-too-long\"");
        assertThat(management("GET /actuator/health HTTP/1.1", "Cookie: " + "x".repeat(20_000)))
                .startsWith("HTTP/1.1 431").contains("\"code\":\"headers-too-large\"");
    }

    /** Sends it to the management port. */
    private String management(String requestLine, String... headers) throws IOException {
        return new RawHttp(managementAddress("/").getPort()).request(requestLine, headers);
    }
}
