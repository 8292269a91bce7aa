package io.llamagate.llamacloud;

import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.CLOSED;
import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.HALF_OPEN;
import static io.github.resilience4j.circuitbreaker.CircuitBreaker.State.OPEN;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** One that judges by the last 4 calls. */
@ExtendWith(OutputCaptureExtension.class)
class BreakerTests {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Breaker breaker = breaker(LONG);

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "BODY_CUT_OFF", "CONNECTION_REFUSED", "CONNECTION_LOST",
        "DNS_ERROR", "DNS_TIMEOUT", "TLS_ERROR", "CERTIFICATE_REJECTED", "CONNECT_TIMEOUT",
        "RESPONSE_TIMEOUT"})
    void opensWhenHalfOfTheCallsFoundLlamaCloudDown(Failure failure) {
        succeed(breaker, 2);
        fail(breaker, failure, 2);
        assertThat(breaker.state()).isEqualTo(OPEN);
    }

    @Test
    void staysClosedWhileFewerFail() {
        succeed(breaker, 3);
        fail(breaker, Failure.SERVER_ERROR, 1);
        assertThat(breaker.state()).isEqualTo(CLOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"RATE_LIMITED", "CREDENTIALS_REJECTED", "ACCESS_DENIED",
        "UNEXPECTED_STATUS", "INVALID_BODY", "BODY_TOO_LARGE"})
    void takesEveryOtherAnswerForASignThatLlamaCloudIsUp(Failure failure) {
        fail(breaker, Failure.SERVER_ERROR, 1);
        fail(breaker, failure, 3);
        assertThat(breaker.state()).isEqualTo(CLOSED);
    }

    @ParameterizedTest
    @EnumSource(names = {"KEY_REFUSED", "KEY_PAUSED", "BUDGET_SPENT", "OVERLOADED",
        "SHUTTING_DOWN"})
    void learnsNothingFromACallThatWasNotMade(Failure failure) {
        fail(breaker, Failure.SERVER_ERROR, 3);
        fail(breaker, failure, 10);
        assertThat(breaker.state()).isEqualTo(CLOSED);
    }

    @Test
    void makesNoCallWhileOpenAndSaysForHowLong() {
        fail(breaker, Failure.SERVER_ERROR, 4);
        JobStatusException refusal = failure(breaker, failedFuture(new AssertionError("asked")));
        assertThat(refusal.failure()).isEqualTo(Failure.CIRCUIT_OPEN);
        assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(55), LONG);
    }

    @Test
    void closesWhenTheCallsThatTryFindLlamaCloudUp() {
        Breaker quick = openFor(Duration.ofMillis(100));
        await().untilAsserted(() -> succeed(quick, 1));
        assertThat(quick.state()).isEqualTo(HALF_OPEN);
        succeed(quick, 2);
        assertThat(quick.state()).isEqualTo(CLOSED);
    }

    @Test
    void opensAgainWhenTheyDoNot() {
        Breaker quick = openFor(Duration.ofMillis(100));
        await().until(() -> failure(quick, down(Failure.SERVER_ERROR))
                .failure() == Failure.SERVER_ERROR);
        fail(quick, Failure.SERVER_ERROR, 2);
        assertThat(quick.state()).isEqualTo(OPEN);
    }

    @Test
    void letsNoMoreThanThreeCallsTryAtOnce() {
        Breaker quick = openFor(Duration.ofMillis(100));
        await().untilAsserted(() -> {
            var _ = quick.guard(CompletableFuture::new);
            assertThat(quick.state()).isEqualTo(HALF_OPEN);
        });
        var _ = quick.guard(CompletableFuture::new);
        var _ = quick.guard(CompletableFuture::new);
        assertThat(failure(quick, new CompletableFuture<>()).failure())
                .isEqualTo(Failure.CIRCUIT_OPEN);
    }

    @Test
    void countsItsRestFromTheStartOfTheCallThatFailed() {
        Breaker patient = breaker(Duration.ofMinutes(1));
        CompletableFuture<String> slow = new CompletableFuture<>();
        CompletableFuture<?> calls = CompletableFuture
                .allOf(Stream.generate(() -> patient.guard(() -> slow)).limit(4)
                        .toArray(CompletableFuture[]::new))
                .exceptionally(_ -> null);
        CompletableFuture.delayedExecutor(1500, TimeUnit.MILLISECONDS)
                .execute(() -> slow.completeExceptionally(
                        new JobStatusException(Failure.RESPONSE_TIMEOUT)));
        calls.join();
        assertThat(failure(patient, slow).retryAfter())
                .isLessThan(LONG.minus(Duration.ofMillis(1400)));
    }

    @Test
    void logsThatItOpensAndThatItCloses(CapturedOutput output) {
        Breaker quick = openFor(Duration.ofMillis(100));
        await().untilAsserted(() -> succeed(quick, 1));
        succeed(quick, 2);
        assertThat(output).containsOnlyOnce("LlamaCloud fails: nothing is asked for 100 ms")
                .containsOnlyOnce("LlamaCloud is asked again");
    }

    private static Breaker breaker(Duration openFor) {
        return new Breaker(new LlamaCloudProperties.Breaker(4, 50, openFor));
    }

    private static Breaker openFor(Duration time) {
        Breaker breaker = breaker(time);
        fail(breaker, Failure.SERVER_ERROR, 4);
        return breaker;
    }

    private static void succeed(Breaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.guard(() -> completedFuture("up"))).isCompletedWithValue("up");
        }
    }

    private static void fail(Breaker breaker, Failure failure, int times) {
        for (int i = 0; i < times; i++) {
            failure(breaker, down(failure));
        }
    }

    private static CompletableFuture<String> down(Failure failure) {
        return failedFuture(new JobStatusException(failure));
    }

    private static JobStatusException failure(Breaker breaker, CompletableFuture<String> call) {
        return (JobStatusException) breaker.guard(() -> call).exceptionNow();
    }
}
