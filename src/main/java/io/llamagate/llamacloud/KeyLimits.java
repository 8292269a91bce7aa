package io.llamagate.llamacloud;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Purpose;
import io.llamagate.job.Urgency;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;

/**
 * What may be asked with one API key: as much as its budget has, for one caller at most four fifths
 * of it, and nothing for a while once LlamaCloud throttled or refused it. Safe for use by many
 * threads.
 */
final class KeyLimits {
    private static final Logger log = LoggerFactory.getLogger(KeyLimits.class);

    /**
     * One part of so many of the burst is left for what someone waits for, and of all calls for
     * others than the one caller who asks most.
     */
    private static final int RESERVE = 5;

    private static final int MOST_CALLERS = 10_000;

    /** A key that was refused is not tried more often than this. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(3);

    private final ApiKey key;
    private final Pause pause;
    private final Bucket budget;
    private final LoadingCache<String, Bucket> shares;
    private final TimeMeter time;
    private final long reserve;
    private final Clock clock;
    private final long since;
    private volatile long refusedUntil;

    KeyLimits(ApiKey key, LlamaCloudProperties.Budget settings, TimeMeter time, Clock clock) {
        this.key = key;
        this.pause = new Pause(time);
        this.time = time;
        this.since = time.currentTimeNanos();
        this.refusedUntil = since;
        this.reserve = settings.burst() / RESERVE;
        this.budget = bucket(settings.burst(), settings.calls(), settings.period());
        this.shares = Caffeine.newBuilder().maximumSize(MOST_CALLERS).executor(Runnable::run)
                .build(_ -> bucket(settings.burst() - reserve,
                        settings.calls() - settings.calls() / RESERVE, settings.period()));
        this.clock = clock;
    }

    /** How long LlamaCloud wants to be asked nothing; zero when it does not throttle. */
    Duration pauseLeft() {
        return pause.left();
    }

    /** How long ago it was first used. */
    Duration age() {
        return Duration.ofNanos(time.currentTimeNanos() - since);
    }

    /** How many calls may be made at once now. */
    long callsLeft() {
        return budget.getAvailableTokens();
    }

    /**
     * Lets nothing through while the key is of no use.
     *
     * @throws JobStatusException with how long that lasts
     */
    void requireUsable() {
        Duration refused = Duration.ofNanos(refusedUntil - time.currentTimeNanos());
        if (refused.isPositive()) {
            throw new JobStatusException(Failure.KEY_REFUSED, null, refused);
        }
        Duration left = pause.left();
        if (left.isPositive()) {
            throw new JobStatusException(Failure.KEY_PAUSED, null, left);
        }
    }

    /**
     * Takes a call from the budget.
     *
     * @throws JobStatusException if none is allowed now, with how long that lasts
     */
    void admit(Purpose purpose) {
        requireUsable();
        Bucket share = purpose.caller() == null ? null : shares.get(purpose.caller());
        if (share != null) {
            take(share);
        }
        try {
            takeFor(purpose.urgency());
        } catch (JobStatusException e) {
            if (share != null) {
                share.addTokens(1);
            }
            throw e;
        }
    }

    /** Takes note of what an answer means for the next calls. */
    void judge(ResponseEntity<?> response) {
        switch (response.getStatusCode().value()) {
            case 401 -> {
                refusedUntil = time.currentTimeNanos() + REFUSED_FOR.toNanos();
                pause.forget();
            }
            case 429 -> throttle(RetryAfter.of(response.getHeaders(), clock));
            default -> pause.forget();
        }
    }

    private void throttle(@Nullable Duration told) {
        if (pause.begin(told)) {
            log.warn("LlamaCloud throttles the API key {}; nothing is asked with it for {} ms",
                    key.fingerprint(), pause.left().toMillis());
        }
    }

    private void takeFor(Urgency urgency) {
        if (urgency == Urgency.DEFERRABLE) {
            EstimationProbe enough = budget.estimateAbilityToConsume(reserve + 1);
            if (!enough.canBeConsumed()) {
                throw spent(enough.getNanosToWaitForRefill());
            }
        }
        take(budget);
    }

    private static void take(Bucket bucket) {
        ConsumptionProbe call = bucket.tryConsumeAndReturnRemaining(1);
        if (!call.isConsumed()) {
            throw spent(call.getNanosToWaitForRefill());
        }
    }

    private Bucket bucket(long capacity, long calls, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(calls, period))
                .withCustomTimePrecision(time).build();
    }

    private static JobStatusException spent(long nanos) {
        return new JobStatusException(Failure.BUDGET_SPENT, null, Duration.ofNanos(nanos));
    }
}
