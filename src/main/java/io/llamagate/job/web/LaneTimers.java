package io.llamagate.job.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Counts what the hit lane answers among {@code http.server.requests}, where the framework counts
 * the rest: the same name and tags, but each timer looked up once. Safe for use by many threads.
 */
@Component
class LaneTimers {
    private final Map<Key, Timer> timers = new HashMap<>();

    LaneTimers(MeterRegistry registry) {
        for (String method : List.of("GET", "HEAD")) {
            for (String template : List.of(JobStatusController.PATH,
                    JobStatusController.LLAMACLOUD_PATH)) {
                timers.put(new Key(method, template, 200),
                        timer(registry, method, template, "200", "SUCCESS"));
                timers.put(new Key(method, template, 304),
                        timer(registry, method, template, "304", "REDIRECTION"));
            }
        }
    }

    /** Counts one answer. */
    void record(String method, String template, int status, long nanos) {
        Timer timer = timers.get(new Key(method, template, status));
        if (timer != null) {
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private static Timer timer(MeterRegistry registry, String method, String template,
            String status, String outcome) {
        return Timer.builder("http.server.requests").tag("method", method).tag("uri", template)
                .tag("status", status).tag("outcome", outcome).tag("exception", "none")
                .tag("error", "none").register(registry);
    }

    private record Key(String method, String template, int status) {
    }
}
