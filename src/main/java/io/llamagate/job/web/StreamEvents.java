package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.llamagate.job.JobId;
import io.llamagate.job.JobStatus;
import io.llamagate.job.Kept;
import io.llamagate.job.watch.Watchers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the events of streams (WHATWG HTML, section 9.2): one line of JSON each. Safe for use by
 * many threads.
 */
@Component
class StreamEvents {
    /** Keeps proxies from ending a stream in which nothing happens. */
    static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(UTF_8);

    private final JsonMapper json;
    private final ProblemWriter problems;
    private final Watchers watchers;

    StreamEvents(JsonMapper json, ProblemWriter problems, Watchers watchers) {
        this.json = json;
        this.problems = problems;
        this.watchers = watchers;
    }

    private record StatusData(String id, String etag, long age, @JsonRawValue String status,
            @Nullable String eta, boolean stalled) {
    }

    private record ProblemData(String id, @Nullable ProblemDocument problem) {
    }

    /** The status that someone sees of a job. */
    byte[] status(EventId id, JobId job, View view) {
        Kept kept = requireNonNull(view.kept());
        JobStatus status = requireNonNull(view.status());
        Duration age = watchers.age(kept);
        Hints hints = Hints.of(kept.progress(), age, view.stalled(), Clock.systemUTC());
        return event("status", id, new StatusData(job.value(), status.entityTag(),
                age.toSeconds(), oneLine(status.body()), hints.eta(), hints.stalled()));
    }

    /** That something is wrong with a job, or nothing any more, in a stream of this trace. */
    byte[] problem(EventId id, JobId job, @Nullable Occurrence problem, String traceId) {
        return event("problem", id, new ProblemData(job.value(), problem == null
                ? null
                : problems.document(problem, instance(job), traceId)));
    }

    /** That there is nothing more to come. */
    byte[] end(EventId id) {
        return event("end", id, Map.of());
    }

    /** When to come back, to another instance. */
    static byte[] retry(Duration wait) {
        return ("retry: " + wait.toMillis() + "\n\n").getBytes(UTF_8);
    }

    /** A line break in JSON can only be space between its tokens. */
    private static String oneLine(byte[] body) {
        return new String(body, UTF_8).replace('\n', ' ').replace('\r', ' ');
    }

    private static String instance(JobId job) {
        return JobStatusController.PATH.replace("{jobId}", job.value());
    }

    private byte[] event(String name, EventId id, Object data) {
        return ("event: " + name + "\nid: " + id + "\ndata: " + json.writeValueAsString(data)
                + "\n\n").getBytes(UTF_8);
    }
}
