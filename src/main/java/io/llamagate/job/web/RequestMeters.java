package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import io.llamagate.job.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus.Series;
import org.springframework.stereotype.Component;

/**
 * Counts status requests (docs/metrics.md), among them as {@code http.server.requests} with the
 * tags that the framework would give them. The framework's own observation costs more than an
 * answer from memory, and would not see the fast lane; here all meters of a kind of answer are
 * found with one look. Safe for use by many threads.
 */
@Component
class RequestMeters {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH",
            "DELETE", "OPTIONS", "TRACE");
    private static final int MOST_CALLERS = 100;
    private static final Duration[] LATENCIES = millis(1, 5, 25, 100, 250, 500, 1000, 2500, 5000,
            10_000);
    private static final double[] AGES = {1, 2, 5, 10, 30, 60, 300, 600, 3600};

    private final Map<Kind, Meters> meters = new ConcurrentHashMap<>();
    private final Map<Failure, Counter> instead = new ConcurrentHashMap<>();
    private final Set<String> callers = ConcurrentHashMap.newKeySet();
    private final MeterRegistry registry;
    private final Counter saved;
    private final DistributionSummary age;

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
        this.saved = Counter.builder("llamagate.upstream.calls.saved")
                .description("Requests that were answered without a call to LlamaCloud")
                .register(registry);
        this.age = DistributionSummary.builder("llamagate.answer.age").baseUnit("seconds")
                .description("Age of the answers that were served").serviceLevelObjectives(AGES)
                .register(registry);
    }

    /** Counts the answer to a request. */
    void record(HttpServletRequest request, String template, int status, long nanos) {
        record(Served.with(request), Admission.callerIfAdmitted(request), request.getMethod(),
                template, status, nanos);
    }

    /**
     * Counts what was told about a job, in an answer or a part of one.
     *
     * @param served what was served of LlamaCloud's, or null if it was a problem of ours
     * @param caller who asked, or null if nobody was let in
     */
    void record(@Nullable Served served, @Nullable Caller caller, String method, String template,
            int status, long nanos) {
        Kind kind = new Kind(method, template, status,
                served == null ? Outcome.ofProblem(status) : served.outcome(), label(caller));
        Meters found = meters.get(kind);
        if (found == null) {
            found = meters.computeIfAbsent(kind, this::meters);
        }
        found.time().record(nanos, TimeUnit.NANOSECONDS);
        found.requests().increment();
        if (served != null) {
            age.record(served.age().toMillis() / 1e3);
            if (served.saved()) {
                saved.increment();
            }
            if (served.insteadOf() != null) {
                instead.computeIfAbsent(served.insteadOf(), this::instead).increment();
            }
        }
    }

    private Counter instead(Failure failure) {
        return Counter.builder("llamagate.answers.instead")
                .tag("failure", failure.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .description("Old answers that stood in for a failure, by what failed")
                .register(registry);
    }

    /** The caller's name; but only so many, since each makes series of its own. */
    private String label(@Nullable Caller caller) {
        if (caller == null) {
            return "none";
        }
        return callers.contains(caller.name())
                || (callers.size() < MOST_CALLERS && callers.add(caller.name()))
                        ? caller.name()
                        : "other";
    }

    private Meters meters(Kind kind) {
        Series series = Series.resolve(kind.status());
        String outcome = series == Series.SUCCESSFUL
                ? "SUCCESS"
                : series == null ? "UNKNOWN" : series.name();
        return new Meters(
                Timer.builder("http.server.requests").tag("method", kind.method())
                        .tag("uri", kind.template()).tag("status", Integer.toString(kind.status()))
                        .tag("outcome", outcome).tag("exception", "none").tag("error", "none")
                        .serviceLevelObjectives(LATENCIES).register(registry),
                Counter.builder("llamagate.requests").tag("outcome", kind.outcome().label())
                        .tag("caller", kind.caller())
                        .description("Requests for a status, by how they ended and who asked")
                        .register(registry));
    }

    private static Duration[] millis(long... millis) {
        return Arrays.stream(millis).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private record Kind(String method, String template, int status, Outcome outcome,
            String caller) {
        private Kind {
            method = METHODS.contains(method) ? method : "UNKNOWN";
        }
    }

    private record Meters(Timer time, Counter requests) {
    }
}
