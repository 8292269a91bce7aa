package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import io.llamagate.caller.ProjectAccess;
import io.llamagate.job.CachedAnswer;
import io.llamagate.job.Demand;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers what the fast lane leaves: all but plain questions of known callers that get a status.
 */
@RestController
class JobStatusController {
    /** The gateway's own path. */
    static final String PATH = "/batch-jobs/{jobId}/status";

    /** LlamaCloud's path, so that its SDKs work by another base URL alone. */
    static final String LLAMACLOUD_PATH = "/api/v1/beta/batch-processing/{job_id}";

    private static final String EMPTY_ID = "/batch-jobs//status";
    private static final String LLAMACLOUD_EMPTY_ID = "/api/v1/beta/batch-processing/";

    private final Answers answers;
    private final StatusWriter writer;
    private final ProjectAccess access;
    private final LongPolls polls;
    private final Admission admission;

    JobStatusController(Answers answers, StatusWriter writer, ProjectAccess access,
            LongPolls polls, Admission admission) {
        this.answers = answers;
        this.writer = writer;
        this.access = access;
        this.polls = polls;
        this.admission = admission;
    }

    @Operation(operationId = "getBatchJobStatus", summary = "The status of a batch job",
            tags = "Batch jobs")
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    void status(@PathVariable String jobId, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        answer(jobId, request, response);
    }

    @Operation(operationId = "getBatchJobStatusByLlamaCloudPath",
            summary = "The same at LlamaCloud's own path, for its SDKs", tags = "Batch jobs")
    @GetMapping(path = LLAMACLOUD_PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    void statusByLlamaCloudPath(@PathVariable("job_id") String jobId, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        answer(jobId, request, response);
    }

    /** An empty id leaves addresses that the paths above do not match; SDKs send the second. */
    @Hidden
    @GetMapping({EMPTY_ID, LLAMACLOUD_EMPTY_ID})
    void emptyId(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer("", request, response);
    }

    private void answer(String jobId, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.VARY, StatusWriter.VARY);
        if (LongPolls.wasHeld(request)) {
            admission.admitStill(request);
        }
        Asked asked = Asked.by(request);
        Caller caller = asked.caller();
        JobRef ref = access.admit(asked.query().about(jobId), caller);
        Demand demand = CacheControl.parse(request.getHeaders(HttpHeaders.CACHE_CONTROL));
        Duration wait = Preferences.wait(request.getHeaders(Preferences.HEADER));
        if (wait != null && !LongPolls.wasHeld(request)) {
            response.setHeader("Preference-Applied", "wait=" + wait.toSeconds());
            if (polls.hold(request, response, ref, caller, wait)) {
                return;
            }
        }
        if (LongPolls.wasHeld(request) && demand.equals(Demand.NONE)) {
            demand = Demand.AFTER_WAIT;
        }
        CompletableFuture<CachedAnswer> outcome = FastLane.outcome(request);
        writer.write(request, response,
                wait(outcome == null ? answers.get(ref, demand, caller) : outcome),
                caller.projects());
    }

    private static CachedAnswer wait(CompletableFuture<CachedAnswer> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JobStatusException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
