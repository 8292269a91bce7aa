package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer.Rejected;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.ConnectionProvider;

/** Answers that break off, break HTTP, or are more than anyone should read. */
class BrokenAnswerTests {
    private static final int LIMIT = 1024 * 1024;

    @RegisterExtension
    private static final MockLlamaCloud llamaCloud = new MockLlamaCloud();

    private final Adapter adapter = new Adapter(Settings.at(llamaCloud.url()));

    @AfterEach
    void close() {
        adapter.close();
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void areALostConnectionBeforeTheFirstByte(Fault fault) {
        llamaCloud.answers(aResponse().withFault(fault));
        adapter.failsWith(Failure.CONNECTION_LOST, null);
    }

    @Test
    void areNoAnswerWhenTheyAreGarbage() {
        llamaCloud.answers(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        assertThat(adapter.failure().failure()).isIn(Failure.CONNECTION_LOST, Failure.INVALID_BODY);
    }

    @Test
    void areCutOffWhenABodyBreaksInTheMiddle() {
        llamaCloud.answers(aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK));
        adapter.failsWith(Failure.BODY_CUT_OFF, 200);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void showNothingOfTheFault(Fault fault) {
        llamaCloud.answers(aResponse().withStatus(200).withFault(fault));
        assertThat(adapter.failure()).hasNoCause().hasNoSuppressedExceptions()
                .extracting(JobStatusException::getMessage).isIn("CONNECTION_LOST", "BODY_CUT_OFF",
                        "INVALID_BODY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/9.9.9 200 OK\r\n\r\n", "HTTP/1.1 42 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nBad Header: 1\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n"})
    void areInvalidWhenTheyAreNotHttp(String answer) throws IOException {
        assertThat(failureOf(answer)).isEqualTo(Failure.INVALID_BODY);
    }

    @Test
    void areInvalidWhenTheirHeadersAreTooLargeToRead() throws IOException {
        assertThat(failureOf("HTTP/1.1 200 OK\r\nX: %s\r\n\r\n".formatted("x".repeat(100_000))))
                .isEqualTo(Failure.INVALID_BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "2000"})
    void holdNoConnectionWhenTheirStatusIsNone(String status) throws IOException {
        ConnectionProvider one = ConnectionProvider.create("one", 1);
        try (RawServer server = RawServer
                .staying("HTTP/1.1 %s OK\r\nContent-Length: 9\r\n\r\n{".formatted(status));
                Adapter asking = new Adapter(Settings.at("http://" + server.address()), one)) {
            asking.failsWith(Failure.INVALID_BODY, null);
            asking.failsWith(Failure.INVALID_BODY, null);
        }
    }

    @Test
    void areWhatComesAfterAContinue() throws IOException {
        assertThat(failureOf("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 500 No\r\n\r\n"))
                .isEqualTo(Failure.SERVER_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "nonsense", "application/json; charset=x"})
    void areCutOffWhenShorterThanTheySaidWhateverTheirType(String type) throws IOException {
        assertThat(failureOf("HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: 9\r\n\r\n{}"
                .formatted(type))).isEqualTo(Failure.BODY_CUT_OFF);
    }

    @Test
    void areARejectionWhenA422IsCutOff() throws IOException {
        try (RawServer server = new RawServer(
                "HTTP/1.1 422 No\r\nContent-Length: 99\r\n\r\n{\"detail\":[{\"loc\":[");
                Adapter asking = new Adapter(Settings.at("http://" + server.address()))) {
            assertThat(asking.answer()).isEqualTo(new Rejected(Set.of()));
        }
    }

    @Test
    void areReadUpToTheLimit() {
        llamaCloud.answers(aResponse().withBody(SeedStatus.padded(LIMIT)));
        assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
    }

    @Test
    void areTooLargeBeyondTheLimit() {
        llamaCloud.answers(aResponse().withBody(SeedStatus.padded(LIMIT + 1)));
        adapter.failsWith(Failure.BODY_TOO_LARGE, 200);
    }

    @Test
    void areTooLargeBeforeTheirEndIsSeen() throws IOException {
        assertThat(failureOf("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"
                + "x".repeat(LIMIT + 1))).isEqualTo(Failure.BODY_TOO_LARGE);
    }

    @Test
    void areReadWhenCompressed() throws IOException {
        llamaCloud.answers(compressed(gzip(SeedStatus.padded(5000))));
        assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
    }

    @Test
    void areTooLargeWhenTheyGrowBeyondTheLimitWhenInflated() throws IOException {
        llamaCloud.answers(compressed(gzip(SeedStatus.padded(20 * LIMIT))));
        adapter.failsWith(Failure.BODY_TOO_LARGE, 200);
    }

    @Test
    void areInvalidWhenTheyAreNotCompressedAsTheySay() {
        llamaCloud.answers(compressed(SeedStatus.padded(5000)));
        adapter.failsWith(Failure.INVALID_BODY, 200);
    }

    @Test
    void areInvalidWhenCompressedDataBreaksOff() throws IOException {
        byte[] whole = gzip(SeedStatus.padded(5000));
        llamaCloud.answers(compressed(Arrays.copyOf(whole, whole.length / 2)));
        adapter.failsWith(Failure.INVALID_BODY, 200);
    }

    private static Failure failureOf(String answer) throws IOException {
        try (RawServer server = new RawServer(answer);
                Adapter asking = new Adapter(Settings.at("http://" + server.address()))) {
            return asking.failure().failure();
        }
    }

    private static ResponseDefinitionBuilder compressed(byte[] body) {
        return aResponse().withHeader("Content-Encoding", "gzip").withBody(body);
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        }
        return out.toByteArray();
    }
}
