package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatus;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A LlamaCloud that knows one key, and a gateway that begins with another. */
@Timeout(20)
class CredentialsTests {
    @RegisterExtension
    private static final MockLlamaCloud llamaCloud = new MockLlamaCloud();

    private final Path file;
    private final Adapter adapter;

    CredentialsTests(@TempDir Path directory) throws IOException {
        this.file = Files.writeString(directory.resolve("key"), "old");
        this.adapter = new Adapter(Settings.withKeyFile(llamaCloud.url(), file));
    }

    @BeforeEach
    void knowOneKey() {
        refuseAllBut("new", aResponse().withStatus(401).withBody("secret"));
    }

    @AfterEach
    void close() {
        adapter.close();
    }

    @Test
    void areReadAgainAfterA401AndTheCallIsMadeAgainSoThatNobodySeesTheRotation()
            throws IOException {
        Files.writeString(file, "new");
        assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
        assertThat(sentKeys()).containsExactly("Bearer old", "Bearer new");
    }

    @Test
    void areTheNewOnesForTheNextQuestion() throws IOException {
        Files.writeString(file, "new");
        adapter.answer();
        adapter.answer();
        assertThat(sentKeys()).containsExactly("Bearer old", "Bearer new", "Bearer new");
    }

    @Test
    void areRejectedAfterOneRequestWhenTheFileHoldsTheSame() {
        adapter.failsWith(Failure.CREDENTIALS_REJECTED, 401);
        assertThat(sentKeys()).containsExactly("Bearer old");
    }

    @Test
    void areRejectedAfterOneRequestWhenTheFileIsBroken() throws IOException {
        Files.writeString(file, "");
        adapter.failsWith(Failure.CREDENTIALS_REJECTED, 401);
        assertThat(sentKeys()).containsExactly("Bearer old");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no named pipes among its files")
    void areRejectedInTimeByOneReadingWhenTheFileHangs() throws IOException, InterruptedException {
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
        try {
            assertThat(IntStream.range(0, 20).mapToObj(_ -> adapter.ask(Adapter.JOB)).toList())
                    .allSatisfy(answer -> assertThat(answer).failsWithin(Duration.ofSeconds(5)));
            assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
                    .containsOnlyOnce("key-file");
        } finally {
            FileChannel.open(file, READ, WRITE).close();
        }
    }

    @Test
    void areRejectedAfterOneRequestWhenThereIsNoFile() {
        try (Adapter other = new Adapter(Settings.at(llamaCloud.url()))) {
            other.failsWith(Failure.CREDENTIALS_REJECTED, 401);
        }
        assertThat(sentKeys()).containsExactly("Bearer " + Settings.KEY);
    }

    @Test
    void areThoseOfTheProjectThatIsAskedIn() throws IOException {
        Files.writeString(file, "new");
        try (Adapter other = new Adapter(
                Settings.withKeyOf(llamaCloud.url(), "proj-1", file))) {
            assertThat(other.answer(Adapter.JOB.withKey("proj-1"))).isInstanceOf(JobStatus.class);
        }
        assertThat(sentKeys()).containsExactly("Bearer new");
    }

    @Test
    void giveWayToTheNextOnesUnseenWhenTheyAreRefused() throws IOException {
        try (Adapter other = new Adapter(Settings.withNextKeyAt(llamaCloud.url(),
                Files.writeString(file.resolveSibling("next"), "new")))) {
            assertThat(other.answer()).isInstanceOf(JobStatus.class);
            assertThat(other.answer()).isInstanceOf(JobStatus.class);
        }
        assertThat(sentKeys()).containsExactly("Bearer " + Settings.KEY, "Bearer new",
                "Bearer new");
    }

    @Test
    void areRejectedAfterTwoRequestsWhenTheNewOnesAreRefusedToo() throws IOException {
        Files.writeString(file, "wrong");
        adapter.failsWith(Failure.CREDENTIALS_REJECTED, 401);
        assertThat(sentKeys()).containsExactly("Bearer old", "Bearer wrong");
    }

    @Test
    void areNotReadAgainWhenAccessIsDenied() throws IOException {
        Files.writeString(file, "new");
        refuseAllBut("new", aResponse().withStatus(403));
        adapter.failsWith(Failure.ACCESS_DENIED, 403);
    }

    @Test
    void areReplacedUnseenByAllWhoAskAtOnce() throws IOException {
        Files.writeString(file, "new");
        List<CompletableFuture<JobAnswer>> answers = IntStream.range(0, 100)
                .mapToObj(_ -> adapter.ask(Adapter.JOB)).toList();
        assertThat(answers).allMatch(answer -> answer.join() instanceof JobStatus);
    }

    @Test
    void areReplacedEvenIfTheBodyOfA401NeverEnds() throws IOException {
        Files.writeString(file, "new");
        refuseAllBut("new", aResponse().withStatus(401).withBody("x".repeat(1000))
                .withChunkedDribbleDelay(100, 30_000));
        assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
    }

    @Test
    void areReplacedEvenIfTheBodyOfA401IsBroken() throws IOException {
        Files.writeString(file, "new");
        refuseAllBut("new", aResponse().withStatus(401).withHeader("Content-Encoding", "gzip")
                .withBody("no gzip"));
        assertThat(adapter.answer()).isInstanceOf(JobStatus.class);
    }

    private static void refuseAllBut(String key, ResponseDefinitionBuilder refusal) {
        llamaCloud.answers(refusal);
        llamaCloud.stubFor(get(anyUrl()).withHeader("Authorization", equalTo("Bearer " + key))
                .willReturn(aResponse().withBody(SeedStatus.bytes())));
    }

    private static List<String> sentKeys() {
        return llamaCloud.requests().reversed().stream()
                .map(request -> request.getHeader("Authorization")).toList();
    }
}
