package io.llamagate.job.web;

import io.llamagate.caller.ProjectAccess;
import io.llamagate.job.JobRef;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Streams what happens to jobs, so that nobody has to ask. */
@RestController
class EventsController {
    /** Of one job. */
    static final String PATH = "/batch-jobs/{jobId}/events";

    /** Of several. */
    static final String MANY_PATH = "/batch-jobs/events";

    private final EventStreams streams;
    private final ProjectAccess access;
    private final Admission admission;

    EventsController(EventStreams streams, ProjectAccess access, Admission admission) {
        this.streams = streams;
        this.access = access;
        this.admission = admission;
    }

    @Operation(operationId = "streamBatchJobEvents",
            summary = "A batch job's status now and at every change", tags = "Batch jobs")
    @GetMapping(path = PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void one(@PathVariable String jobId, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        open(List.of(jobId), Asked.by(request), request, response);
    }

    @Operation(operationId = "streamManyBatchJobEvents",
            summary = "The same of up to 100 batch jobs", tags = "Batch jobs")
    @GetMapping(path = MANY_PATH, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void many(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asked asked = Asked.by(request);
        open(asked.query().ids().ids(), asked, request, response);
    }

    private void open(List<String> ids, Asked asked, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        List<JobRef> refs = ids.stream().distinct()
                .map(id -> access.admit(asked.query().about(id), asked.caller())).toList();
        if (admission.admitMore(asked.caller(), refs.size() - 1, request, response)) {
            streams.open(request, response, refs, asked.caller());
        }
    }
}
