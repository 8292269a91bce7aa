package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobAnswer.NotFound;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.ConnectionProvider;

/** How connections come about, how many there are and how they end. */
@Timeout(9)
class ConnectionTests {
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String NOT_FOUND = "HTTP/1.1 404 No\r\nConnection: close\r\n\r\n";
    private static final String KEPT_ALIVE = "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n";

    /** A cold virtual machine is slow itself. */
    @BeforeAll
    static void warmUp() throws IOException {
        try (RawServer server = new RawServer(NOT_FOUND);
                Adapter adapter = new Adapter(Settings.at("http://" + server.address()))) {
            assertThat(adapter.answer()).isEqualTo(new NotFound());
        }
    }

    @Test
    void isRefusedWhereNobodyListens() throws IOException {
        try (Adapter adapter = new Adapter(Settings.at("http://" + nobody()))) {
            adapter.failsWith(Failure.CONNECTION_REFUSED, null);
        }
    }

    /** Without any name server the look-up ends in a timeout instead. */
    @Test
    void isAFailureOfTheNameWhenItDoesNotResolve() {
        try (Adapter adapter = new Adapter(Settings.at("https://nowhere.invalid", SHORT, LONG))) {
            assertThat(adapter.failure().failure()).isIn(Failure.DNS_ERROR, Failure.DNS_TIMEOUT);
        }
    }

    @Test
    void isATimeoutWhenTheNameServerDoesNotAnswerInTime() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Adapter adapter = Adapter.asking(silent,
                        Settings.at("https://llama.example", SHORT, SHORT))) {
            adapter.failsWith(Failure.DNS_TIMEOUT, null);
        }
    }

    @Test
    void isATimeoutWhenNoConnectionComesAboutInTime() throws IOException {
        try (SilentServer server = SilentServer.full();
                Adapter adapter = new Adapter(
                        Settings.at("http://" + server.address(), SHORT, LONG))) {
            adapter.failsWith(Failure.CONNECT_TIMEOUT, null);
        }
    }

    @Test
    void isATimeoutWhenNoSecureConnectionComesAboutInTime() throws IOException {
        try (SilentServer server = new SilentServer();
                Adapter adapter = new Adapter(
                        Settings.at("https://" + server.address(), SHORT, LONG))) {
            adapter.failsWith(Failure.CONNECT_TIMEOUT, null);
        }
    }

    @Test
    void isOneOf64AndTheNextQuestionIsNotAskedWhenNoneGetsFreeInTime() throws IOException {
        try (SilentServer server = new SilentServer();
                Adapter adapter = new Adapter(
                        Settings.at("http://" + server.address(), SHORT, LONG))) {
            List<CompletableFuture<JobAnswer>> under = ask(adapter, 64);
            adapter.failsWith(Failure.OVERLOADED, null);
            assertThat(under).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void isWaitedForBy2000AndTheNextQuestionIsRefusedAtOnce() throws IOException {
        try (SilentServer server = new SilentServer();
                Adapter adapter = new Adapter(
                        Settings.at("http://" + server.address(), LONG, LONG))) {
            List<CompletableFuture<JobAnswer>> under = ask(adapter, 64 + 2000);
            adapter.failsWith(Failure.OVERLOADED, null);
            assertThat(under).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void isReplacedWhenLlamaCloudEndsIt() throws IOException {
        try (RawServer server = new RawServer(NOT_FOUND);
                Adapter adapter = new Adapter(Settings.at("http://" + server.address()))) {
            assertThat(ask(adapter, 20)).allMatch(answer -> answer.join() instanceof NotFound);
        }
    }

    /** RFC 9110 section 15.2: the final answer to the first question is still to come there. */
    @ParameterizedTest
    @ValueSource(ints = {101, 102, 103})
    void isNotUsedAgainAfterAnInterimAnswer(int interim) throws IOException {
        servesOneAnswer("HTTP/1.1 %d Interim\r\n\r\n".formatted(interim), interim);
    }

    /** RFC 9112 section 6.3: what follows is no body, and would be read as the next answer. */
    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void isNotUsedAgainAfterAnAnswerThatHasNoBody(int status) throws IOException {
        servesOneAnswer("HTTP/1.1 %d None\r\nContent-Length: 5\r\n\r\nhello".formatted(status),
                status);
    }

    @Test
    void isFreeAgainAfterABodyThatIsNotCompressedAsItSays() throws IOException {
        String garbled = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 15\r\n\r\n"
                + "this is no gzip";
        ConnectionProvider one = ConnectionProvider.builder("one").maxConnections(1)
                .pendingAcquireTimeout(SHORT).build();
        try (RawServer server = RawServer.staying(garbled);
                Adapter adapter = new Adapter(Settings.at("http://" + server.address()), one)) {
            adapter.failsWith(Failure.INVALID_BODY, 200);
            adapter.failsWith(Failure.INVALID_BODY, 200);
        }
    }

    @Test
    void carriesNoAnswerThatNobodyAskedFor() throws IOException {
        String unasked = "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n";
        try (RawServer server = RawServer.staying(KEPT_ALIVE + unasked, KEPT_ALIVE);
                Adapter adapter = new Adapter(Settings.at("http://" + server.address()))) {
            assertThat(adapter.answer()).isEqualTo(new NotFound());
            assertThat(adapter.answer()).isEqualTo(new NotFound());
        }
    }

    @Test
    void isEndedWithoutAFurtherQuestionOnceItWasIdleForTooLong() throws IOException {
        try (RawServer server = RawServer.staying(KEPT_ALIVE);
                Adapter adapter = new Adapter(Settings.at("http://" + server.address()),
                        LlamaCloudConfiguration.connections(SHORT))) {
            assertThat(adapter.answer()).isEqualTo(new NotFound());
            assertThat(server.firstEnd()).succeedsWithin(LONG).isEqualTo("");
        }
    }

    @Test
    void isNotWaitedForOnceTheGatewayEnds() throws IOException {
        try (SilentServer server = new SilentServer()) {
            assertThat(Adapter.failure(waitingWhenClosed("http://" + server.address())).failure())
                    .isEqualTo(Failure.SHUTTING_DOWN);
        }
    }

    /** Where each connection answers so first, two questions see it only by two connections. */
    private static void servesOneAnswer(String first, int status) throws IOException {
        try (RawServer server = RawServer.staying(first, KEPT_ALIVE);
                Adapter adapter = new Adapter(Settings.at("http://" + server.address()))) {
            adapter.failsWith(Failure.UNEXPECTED_STATUS, status);
            adapter.failsWith(Failure.UNEXPECTED_STATUS, status);
        }
    }

    private static CompletableFuture<JobAnswer> waitingWhenClosed(String baseUrl) {
        try (Adapter adapter = new Adapter(Settings.at(baseUrl, LONG, LONG))) {
            return ask(adapter, 65).getLast();
        }
    }

    private static List<CompletableFuture<JobAnswer>> ask(Adapter adapter, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> adapter.ask(new JobRef(new JobId("bjb-" + i), null, null)))
                .toList();
    }

    private static String nobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }
}
