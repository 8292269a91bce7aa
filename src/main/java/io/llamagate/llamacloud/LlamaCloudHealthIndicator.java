package io.llamagate.llamacloud;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.llamagate.job.Failure;
import io.llamagate.job.JobRef;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Shows people and alerts how LlamaCloud does, as far as the gateway's calls tell; asks nothing.
 * Not for probes: a gateway that restarts would not mend LlamaCloud.
 */
@Component
class LlamaCloudHealthIndicator implements HealthIndicator {
    /** The gateway answers, but not with news. */
    static final Status DEGRADED = new Status("DEGRADED");

    /** What a person has to mend, whatever else succeeds. */
    private static final Set<Failure> OURS_TO_MEND = EnumSet.of(Failure.CREDENTIALS_REJECTED,
            Failure.ACCESS_DENIED, Failure.LOOP);

    private final Breaker breaker;
    private final ApiKeys keys;
    private final LimitsByKey limits;
    private final FailureLog log;

    LlamaCloudHealthIndicator(Breaker breaker, ApiKeys keys, LimitsByKey limits,
            FailureLog log) {
        this.breaker = breaker;
        this.keys = keys;
        this.limits = limits;
        this.log = log;
    }

    @Override
    public Health health() {
        KeyLimits key = limits.of(keys.entry(JobRef.DEFAULT_KEY).current());
        Duration pause = key.pauseLeft();
        Failure last = log.last();
        return Health.status(status(pause, last)).withDetail("circuitBreaker", breaker.state())
                .withDetail("pausedForSeconds", Math.max(0, pause.plusMillis(999).toSeconds()))
                .withDetail("callsLeft", key.callsLeft())
                .withDetail("lastCall", last == null ? "ANSWERED" : last).build();
    }

    /** Unknown when calls failed and none was made since they may be: nobody has asked. */
    private Status status(Duration pause, @Nullable Failure last) {
        if (breaker.isResting() || pause.isPositive()
                || (last != null && OURS_TO_MEND.contains(last))) {
            return DEGRADED;
        }
        return breaker.state() == CircuitBreaker.State.CLOSED ? Status.UP : Status.UNKNOWN;
    }
}
