package io.llamagate.llamacloud;

import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Counts and times the calls to LlamaCloud as {@code llamagate.upstream.calls} by their result,
 * which an HTTP status alone does not tell. Safe for use by many threads.
 */
final class CallTimers {
    private static final Duration[] LATENCIES = {Duration.ofMillis(50), Duration.ofMillis(100),
        Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(10)};

    private static final List<String> SINCE_START = List.of("status", "credentials-rejected",
            "key-refused", "budget-spent");

    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    CallTimers(MeterRegistry registry) {
        this.registry = registry;
        // What alerts count stands at 0 before: Prometheus takes no first sight for an increase.
        SINCE_START.forEach(result -> timers.put(result, timer(result)));
    }

    /** Counts a call that was answered. */
    void record(JobAnswer answer, long nanos) {
        record(switch (answer) {
            case JobStatus _ -> "status";
            case JobAnswer.NotFound _ -> "not-found";
            case JobAnswer.Rejected _ -> "rejected";
        }, nanos);
    }

    /** Counts a call that was not. */
    void record(Throwable failure, long nanos) {
        record(failure instanceof JobStatusException known
                ? known.failure().name().toLowerCase(Locale.ROOT).replace('_', '-')
                : "defect", nanos);
    }

    private void record(String result, long nanos) {
        timers.computeIfAbsent(result, this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String result) {
        return Timer.builder("llamagate.upstream.calls").tag("result", result)
                .description("Calls to LlamaCloud, by what came of them")
                .serviceLevelObjectives(LATENCIES).register(registry);
    }
}
