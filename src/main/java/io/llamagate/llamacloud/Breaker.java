package io.llamagate.llamacloud;

import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.llamagate.job.Failure;
import io.llamagate.job.Futures;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops asking while LlamaCloud fails, and lets a few calls find out when it is back. How long
 * nothing is asked counts from the start of the call that failed last: where LlamaCloud hangs, that
 * call has waited already, and its recovery must not go unseen for longer. Safe for use by many
 * threads.
 */
final class Breaker {
    private static final Logger log = LoggerFactory.getLogger(Breaker.class);

    private static final int PROBES = 3;

    /** The shortest rest, and what a caller waits for while probes are under way. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** That LlamaCloud is down or not reached; all other answers show that it is up. */
    private static final Set<Failure> DOWN = EnumSet.of(Failure.SERVER_ERROR, Failure.BODY_CUT_OFF,
            Failure.CONNECTION_REFUSED, Failure.CONNECTION_LOST, Failure.DNS_ERROR,
            Failure.DNS_TIMEOUT, Failure.TLS_ERROR, Failure.CERTIFICATE_REJECTED,
            Failure.CONNECT_TIMEOUT, Failure.RESPONSE_TIMEOUT);

    private final CircuitBreakerRegistry registry;
    private final CircuitBreaker breaker;
    private final Duration openFor;
    private volatile Duration lastFailure = Duration.ZERO;
    private volatile long openUntil = System.nanoTime();

    Breaker(LlamaCloudProperties.Breaker settings) {
        this.openFor = settings.openFor();
        this.registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindow(settings.calls(), settings.calls(), SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(settings.failurePercentage())
                .waitIntervalFunctionInOpenState(_ -> rest().toMillis())
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .recordException(exception -> !isFailure(exception) || DOWN.contains(of(exception)))
                .ignoreException(exception -> isFailure(exception) && !of(exception).wasAsked())
                .build());
        this.breaker = registry.circuitBreaker("llamacloud");
        breaker.getEventPublisher().onError(event -> lastFailure = event.getElapsedDuration())
                .onStateTransition(this::log);
    }

    /** The call if it is permitted, else a failure. */
    <T> CompletableFuture<T> guard(Supplier<CompletionStage<T>> call) {
        return breaker.executeCompletionStage(call).toCompletableFuture()
                .exceptionallyCompose(exception -> failedFuture(
                        exception instanceof CallNotPermittedException
                                ? new JobStatusException(Failure.CIRCUIT_OPEN, null, untilProbe())
                                : exception));
    }

    /** Where the library keeps it, for its metrics. */
    CircuitBreakerRegistry registry() {
        return registry;
    }

    /** Whether calls are made, not made, or only tried. */
    CircuitBreaker.State state() {
        return breaker.getState();
    }

    /** Whether nothing is asked now; without questions, it stays open when that time is over. */
    boolean isResting() {
        return state() == CircuitBreaker.State.OPEN && openUntil - System.nanoTime() > 0;
    }

    private Duration untilProbe() {
        Duration left = Duration.ofNanos(openUntil - System.nanoTime());
        return left.isPositive() ? left : SHORTEST;
    }

    private Duration rest() {
        Duration left = openFor.minus(lastFailure);
        Duration least = openFor.compareTo(SHORTEST) < 0 ? openFor : SHORTEST;
        return left.compareTo(least) < 0 ? least : left;
    }

    private void log(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition().getToState()) {
            case OPEN -> {
                Duration rest = rest();
                openUntil = System.nanoTime() + rest.toNanos();
                log.warn("LlamaCloud fails: nothing is asked for {} ms, then a few calls try",
                        rest.toMillis());
            }
            case CLOSED -> log.info("LlamaCloud is asked again");
            default -> {
            }
        }
    }

    private static boolean isFailure(Throwable exception) {
        return Futures.cause(exception) instanceof JobStatusException;
    }

    private static Failure of(Throwable exception) {
        return ((JobStatusException) Futures.cause(exception)).failure();
    }
}
