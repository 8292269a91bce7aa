package io.llamagate.llamacloud;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Stops asking while LlamaCloud fails, and lets a few calls find out when it is back. Safe for use
 * by many threads.
 */
final class Breaker {
    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    private static final int PROBES = 3;

    /** What a caller waits for while probes are under way. */
    private static final Duration PROBE_TIME = Duration.ofSeconds(1);

    /** That LlamaCloud is down or not reached; all other answers show that it is up. */
    private static final Set<Failure> DOWN = EnumSet.of(Failure.SERVER_ERROR, Failure.BODY_CUT_OFF,
            Failure.CONNECTION_REFUSED, Failure.CONNECTION_LOST, Failure.DNS_ERROR,
            Failure.DNS_TIMEOUT, Failure.TLS_ERROR, Failure.CERTIFICATE_REJECTED,
            Failure.CONNECT_TIMEOUT, Failure.RESPONSE_TIMEOUT);

    private final CircuitBreakerRegistry registry;
    private final CircuitBreaker breaker;
    private final Duration openFor;
    private volatile long openedAt;

    Breaker(LlamaCloudProperties.Breaker settings) {
        this.openFor = settings.openFor();
        this.registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(settings.calls(), settings.calls(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failurePercentage())
                .waitDurationInOpenState(openFor).permittedNumberOfCallsInHalfOpenState(PROBES)
                .recordException(exception -> !isFailure(exception) || DOWN.contains(of(exception)))
                .ignoreException(exception -> isFailure(exception) && !of(exception).wasAsked())
                .build());
        this.breaker = registry.circuitBreaker("llamacloud");
        breaker.getEventPublisher().onStateTransition(this::log);
    }

    /** The call if it is permitted, else a failure. */
    <T> Mono<T> guard(Mono<T> call) {
        return call.transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(CallNotPermittedException.class, _ -> new JobStatusException(
                        Failure.CIRCUIT_OPEN, null, untilProbe()));
    }

    /** Where the library keeps it, for its metrics. */
    CircuitBreakerRegistry registry() {
        return registry;
    }

    /** Whether calls are made, not made, or only tried. */
    CircuitBreaker.State state() {
        return breaker.getState();
    }

    private Duration untilProbe() {
        Duration left = openFor.minusNanos(System.nanoTime() - openedAt);
        return left.isPositive() ? left : PROBE_TIME;
    }

    private void log(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition().getToState()) {
            case OPEN -> {
                openedAt = System.nanoTime();
                log.warn("LlamaCloud fails: nothing is asked for {} s, then a few calls try",
                        openFor.toSeconds());
            }
            case CLOSED -> log.info("LlamaCloud answers again");
            default -> {
            }
        }
    }

    private static boolean isFailure(Throwable exception) {
        return exception instanceof JobStatusException;
    }

    private static Failure of(Throwable exception) {
        return ((JobStatusException) exception).failure();
    }
}
