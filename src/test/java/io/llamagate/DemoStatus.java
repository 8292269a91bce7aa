package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulated job at a moment of its life.
 *
 * @param id the job's id
 * @param state LlamaCloud's word for its state
 * @param done how many of its items are processed
 * @param started when it began
 * @param ended when it ended, or null if it has not
 */
record DemoStatus(String id, String state, int done, Instant started, @Nullable Instant ended) {
    private static final int ITEMS = 200;
    private static final Duration PENDING = Duration.ofSeconds(2);

    /**
     * A job that progresses evenly.
     *
     * @param age how old it is
     * @param duration how old it is when it stops
     * @param share how much of it is done by then, 0 to 1
     * @param last the state it stops in
     */
    static DemoStatus of(String id, Duration age, Duration duration, double share, String last) {
        Instant started = Instant.now().minus(age).truncatedTo(ChronoUnit.SECONDS);
        boolean stopped = age.compareTo(duration) >= 0;
        double progress = stopped ? 1 : (double) age.toMillis() / duration.toMillis();
        String state = stopped ? last : age.compareTo(PENDING) < 0 ? "pending" : "running";
        boolean ended = stopped && !last.equals("running");
        return new DemoStatus(id, state, (int) (ITEMS * share * progress), started,
                ended ? started.plus(duration) : null);
    }

    ResponseDefinitionBuilder response() {
        Map<String, @Nullable Object> job = new LinkedHashMap<>();
        job.put("status", state);
        job.put("effective_at", started.toString());
        job.put("job_record_id", null);
        job.put("error_message", state.equals("failed") ? "3 files could not be read" : null);
        job.put("id", id);
        job.put("created_at", started.toString());
        job.put("updated_at", Instant.now().toString());
        job.put("project_id", "proj-11111111-2222-3333-4444-555555555555");
        job.put("directory_id", "dir-11111111-2222-3333-4444-555555555555");
        job.put("job_type", "parse");
        job.put("total_items", ITEMS);
        job.put("processed_items", done);
        job.put("failed_items", state.equals("failed") ? 3 : 0);
        job.put("skipped_items", 0);
        job.put("workflow_id", null);
        job.put("started_at", started.toString());
        job.put("completed_at", ended == null ? null : ended.toString());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("job", job);
        body.put("progress_percentage", 100.0 * done / ITEMS);
        return okJson(JsonMapper.shared().writeValueAsString(
                body));
    }
}
