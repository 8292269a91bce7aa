package io.llamagate.job.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus.Series;
import org.springframework.stereotype.Component;

/**
 * Counts status requests as {@code http.server.requests}, with the tags that the framework would
 * give them. The framework's own observation costs more than an answer from memory, and would not
 * see the hit lane; here each timer is looked up once. Safe for use by many threads.
 */
@Component
class StatusTimers {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH",
            "DELETE", "OPTIONS", "TRACE");

    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry registry;

    StatusTimers(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts one answer. */
    void record(String method, String template, int status, long nanos) {
        timers.computeIfAbsent(new Key(method, template, status), this::timer).record(nanos,
                TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        Series series = Series.resolve(key.status());
        String outcome = series == Series.SUCCESSFUL
                ? "SUCCESS"
                : series == null ? "UNKNOWN" : series.name();
        return Timer.builder("http.server.requests").tag("method", key.method())
                .tag("uri", key.template()).tag("status", Integer.toString(key.status()))
                .tag("outcome", outcome).tag("exception", "none").tag("error", "none")
                .register(registry);
    }

    private record Key(String method, String template, int status) {
        private Key {
            method = METHODS.contains(method) ? method : "UNKNOWN";
        }
    }
}
