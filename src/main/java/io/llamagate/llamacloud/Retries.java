package io.llamagate.llamacloud;

import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.llamagate.job.Failure;
import io.llamagate.job.Futures;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tries once more where that can help: when LlamaCloud was not reached, or said that it may be back
 * in a moment. Within a budget, so that retries never become the load that keeps it down
 * (docs/decisions/0007). Safe for use by many threads.
 */
final class Retries {
    private static final Set<Failure> UNREACHED = EnumSet.of(Failure.CONNECTION_REFUSED,
            Failure.CONNECT_TIMEOUT, Failure.CONNECTION_LOST);
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    /** Two tries at random within this time do not come together often. */
    private static final Duration JITTER = Duration.ofMillis(200);

    /** Whoever is asked to come back later than this does not wait: the next question will. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** A call brings a tenth of a retry, and so does a second without any. */
    private static final int CALLS_PER_RETRY = 10;
    private static final int MOST_SAVED = 10 * CALLS_PER_RETRY;

    private final Bucket budget;
    private final RandomGenerator random;

    Retries(TimeMeter time, RandomGenerator random) {
        this.random = random;
        this.budget = Bucket.builder()
                .addLimit(limit -> limit.capacity(MOST_SAVED)
                        .refillGreedy(CALLS_PER_RETRY, Duration.ofSeconds(10))
                        .initialTokens(CALLS_PER_RETRY))
                .withCustomTimePrecision(time).build();
    }

    /** Counts a call that is no retry. */
    void countCall() {
        budget.addTokens(1);
    }

    /** What becomes of a call that failed: the outcome of another attempt, or the failure. */
    <T> CompletableFuture<T> after(JobStatusException failure,
            Supplier<CompletableFuture<T>> attempt) {
        Duration wait = wait(failure);
        if (!canHelp(failure) || wait.compareTo(LONGEST_WAIT) > 0
                || !budget.tryConsume(CALLS_PER_RETRY)) {
            return failedFuture(failure);
        }
        return endOf(wait).thenCompose(_ -> attempt.get()).exceptionallyCompose(
                second -> failedFuture(wasMade(second) ? second : failure));
    }

    private Duration wait(JobStatusException failure) {
        Duration own = Duration.ofNanos(random.nextLong(JITTER.toNanos()));
        Duration asked = failure.retryAfter();
        return asked == null || asked.compareTo(own) < 0 ? own : asked;
    }

    private static CompletableFuture<@Nullable Void> endOf(Duration wait) {
        return new CompletableFuture<@Nullable Void>().completeOnTimeout(null, wait.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private static boolean wasMade(Throwable exception) {
        return !(Futures.cause(exception) instanceof JobStatusException known)
                || known.failure().wasAsked();
    }

    private static boolean canHelp(JobStatusException failure) {
        return UNREACHED.contains(failure.failure()) || (failure.failure() == Failure.SERVER_ERROR
                && failure.upstreamStatus() != null && PASSING.contains(failure.upstreamStatus()));
    }
}
