package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gateway's first security property: its key goes to the status of one job and to no other path
 * of LlamaCloud's, whatever a caller sends.
 */
class KeyIsNeverLentTests extends GatewayTest {
    @BeforeEach
    void llamaCloudWouldAnswerAnything() {
        llamaCloudTells("running");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "%2e%2e", "%2E.", ".", "%2e", "..%2Fitems", "..%2f..%2fbatches",
        "a%2Fb", "a%5Cb", "..%5c", "%252e%252e", "a%252Fb", "%25252F", "a;b", "a;b=c", ";",
        ";=", "..;", "a%3Bb", "a%00b", "a%0ab", "a%0d%0aX:y", "a%7Fb", "a%3Fb", "a%23b",
        "a%20b", "a+b", "a.b", "a:b", "a@b", "%C3%A9", "%ff", "%zz", "%", "items", "ITEMS",
        "it%65ms", "-a", "_a", "%c0%ae%c0%ae", "%e2%80%ae", "a,b", "a*", "~a", "a'b", "a(b)"})
    void notToAnythingButAJobId(String id) throws Exception {
        for (String path : new String[]{"/batch-jobs/" + id + "/status",
            "/api/v1/beta/batch-processing/" + id}) {
            assertThat(raw().request("GET " + path + " HTTP/1.1")).as(path)
                    .matches("(?s)HTTP/1.1 400 .*\"code\":\"invalid-request\".*");
        }
        assertThat(questions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "%2e%2e", "a%2Fb", "%252e", "a;b=c", "a%00b", "items", "", "-a",
        "a.b", "a%20b", ";"})
    void andAnIdThatIsNoneGetsA400WithItsReason(String id) throws Exception {
        for (String path : new String[]{"/batch-jobs/" + id + "/status",
            "/api/v1/beta/batch-processing/" + id}) {
            assertThat(raw().request("GET " + path + " HTTP/1.1")).as(path)
                    .startsWith("HTTP/1.1 400")
                    .contains("\"code\":\"invalid-request\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/../b", "a/b", "a//b", "../batches", "./a", "/a", "a/", "..;/x"})
    void notToSeveralSegments(String id) throws Exception {
        for (String path : new String[]{"/batch-jobs/" + id + "/status",
            "/api/v1/beta/batch-processing/" + id}) {
            assertThat(raw().request("GET " + path + " HTTP/1.1")).as(path)
                    .matches("(?s)HTTP/1.1 40[04] .*\"code\":\"(invalid-request|not-found)\".*");
        }
        assertThat(questions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET http://127.0.0.1:9/batch-jobs/../status HTTP/1.1",
        "GET /batch-jobs/../../api/v2/batches HTTP/1.1",
        "GET /./api/v1/beta/batch-processing/x/../../jobs HTTP/1.1",
        "GET //api/v1/beta/jobs HTTP/1.1", "GET /api/v2/batches/bat-1 HTTP/1.1",
        "GET /API/V1/beta/batch-processing/bjb-1 HTTP/1.1"})
    void notToAnotherPath(String requestLine) throws Exception {
        assertThat(raw().request(requestLine)).startsWith("HTTP/1.1 40");
        assertThat(questions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"project_id=../x", "project_id=a%2Fb", "project_id=a%26b",
        "project_id=%252e", "project_id=a%00", "project_id=a%0d%0a", "project_id=a;b",
        "organization_id=%C3%A9", "organization_id=a%23b", "organization_id=a%3Fb",
        "project_id=a&project_id=b", "organization_id=&organization_id=x"})
    void notWithAnyProjectOrOrganizationButAnId(String query) throws Exception {
        assertThat(raw().request("GET /batch-jobs/bjb-1/status?" + query + " HTTP/1.1"))
                .startsWith("HTTP/1.1 400").contains("\"code\":\"invalid-request\"");
        assertThat(questions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 1000, 7000})
    void notWithAnOverlongId(int length) throws Exception {
        assertThat(raw().request("GET /batch-jobs/" + "x".repeat(length) + "/status HTTP/1.1"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw().request(
                "GET /batch-jobs/bjb-1/status?project_id=" + "x".repeat(length) + " HTTP/1.1"))
                .startsWith("HTTP/1.1 400");
        assertThat(questions()).isZero();
    }
}
