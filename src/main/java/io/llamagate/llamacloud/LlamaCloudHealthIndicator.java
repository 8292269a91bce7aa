package io.llamagate.llamacloud;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
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

    private final Breaker breaker;
    private final ApiKeys keys;
    private final LimitsByKey limits;

    LlamaCloudHealthIndicator(Breaker breaker, ApiKeys keys, LimitsByKey limits) {
        this.breaker = breaker;
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public Health health() {
        KeyLimits key = limits.of(keys.current());
        Duration pause = key.pauseLeft();
        boolean asking = breaker.state() == CircuitBreaker.State.CLOSED && !pause.isPositive();
        return Health.status(asking ? Status.UP : DEGRADED)
                .withDetail("circuitBreaker", breaker.state())
                .withDetail("pausedForSeconds", Math.max(0, pause.plusMillis(999).toSeconds()))
                .withDetail("callsLeft", key.callsLeft()).build();
    }
}
