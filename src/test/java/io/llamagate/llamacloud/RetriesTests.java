package io.llamagate.llamacloud;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.function.Function.identity;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import io.llamagate.job.Failure;
import io.llamagate.job.Futures;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTests {
    private final ManualTime time = new ManualTime();
    private final Retries retries = new Retries(time, new Random(7));
    private final AtomicInteger attempts = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_REFUSED", "CONNECT_TIMEOUT", "CONNECTION_LOST"})
    void tryOnceMoreWhereLlamaCloudWasNotReached(Failure failure) {
        assertThat(after(new JobStatusException(failure))).isEqualTo("answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void tryOnceMoreWhereItMayBeBackInAMoment(int status) {
        assertThat(after(serverError(status, null))).isEqualTo("answer");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = {"CONNECTION_REFUSED", "CONNECT_TIMEOUT",
        "CONNECTION_LOST"})
    void tryNothingElseAgain(Failure failure) {
        assertThat(after(new JobStatusException(failure))).isEqualTo(failure);
        assertThat(attempts).hasValue(0);
    }

    @Test
    void tryNoOtherServerErrorAgain() {
        assertThat(after(serverError(500, null))).isEqualTo(Failure.SERVER_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"2001,0", "1,1", "0,1"})
    void obeyRetryAfterUpToTwoSeconds(long millis, int tried) {
        after(serverError(503, Duration.ofMillis(millis)));
        assertThat(attempts).hasValue(tried);
    }

    @Test
    void tellTheSecondFailureWhenLlamaCloudWasAskedAgain() {
        assertThat(after(serverError(502, null), new JobStatusException(Failure.RESPONSE_TIMEOUT)))
                .isEqualTo(Failure.RESPONSE_TIMEOUT);
    }

    @Test
    void tellTheFirstFailureWhenLlamaCloudWasNotAskedAgain() {
        assertThat(after(serverError(502, null), new JobStatusException(Failure.CIRCUIT_OPEN)))
                .isEqualTo(Failure.SERVER_ERROR);
    }

    @Test
    void areOneInTenSecondsAtLeast() {
        assertThat(retriesPossible()).isOne();
        time.passes(Duration.ofSeconds(10));
        assertThat(retriesPossible()).isOne();
    }

    @Test
    void areATenthOfTheCallsAtMost() {
        retriesPossible();
        for (int i = 0; i < 50; i++) {
            retries.countCall();
        }
        assertThat(retriesPossible()).isEqualTo(5);
    }

    @Test
    void areNotSavedUpWithoutEnd() {
        time.passes(Duration.ofDays(1));
        assertThat(retriesPossible()).isEqualTo(10);
    }

    private int retriesPossible() {
        int possible = 0;
        while (after(serverError(502, null)).equals("answer")) {
            possible++;
        }
        return possible;
    }

    private static JobStatusException serverError(int status, @Nullable Duration retryAfter) {
        return new JobStatusException(Failure.SERVER_ERROR, status, retryAfter);
    }

    /** What becomes of a failure when another attempt succeeds. */
    private Object after(JobStatusException failure) {
        return outcome(retries.after(failure, () -> {
            attempts.incrementAndGet();
            return completedFuture("answer");
        }));
    }

    private Object after(JobStatusException failure, JobStatusException second) {
        return outcome(retries.after(failure, () -> failedFuture(second)));
    }

    private static Object outcome(CompletableFuture<String> attempt) {
        return attempt.<Object>thenApply(identity()).exceptionally(
                exception -> ((JobStatusException) Futures.cause(exception)).failure()).join();
    }
}
