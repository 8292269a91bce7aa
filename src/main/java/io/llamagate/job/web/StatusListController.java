package io.llamagate.job.web;

import io.llamagate.job.Demand;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Answers questions about many jobs at once. */
@RestController
class StatusListController {
    static final String PATH = "/batch-jobs/status";

    /** All methods that lists take, for Allow. */
    static final List<String> METHODS = List.of("GET", "HEAD", "POST");

    private final StatusItems items;
    private final Admission admission;
    private final StatusListBody bodies;

    StatusListController(StatusItems items, Admission admission, StatusListBody bodies) {
        this.items = items;
        this.admission = admission;
        this.bodies = bodies;
    }

    @Operation(operationId = "getManyBatchJobStatuses",
            summary = "The statuses of up to 100 batch jobs", tags = "Batch jobs")
    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    ResponseEntity<StatusList> listed(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.by(request);
        return answer(asked, asked.query().ids(), request, response);
    }

    @Operation(operationId = "postManyBatchJobStatuses", summary = "The same for ids in a body",
            tags = "Batch jobs")
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    @Nullable
    ResponseEntity<StatusList> posted(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Asked asked = Asked.by(request);
        return answer(asked, bodies.read(request.getInputStream()), request, response);
    }

    /** Spring would answer OPTIONS by itself; like any other method, it is not one of ours. */
    @Hidden
    @RequestMapping(path = PATH, method = RequestMethod.OPTIONS)
    void options(HttpServletRequest request) throws HttpRequestMethodNotSupportedException {
        throw new HttpRequestMethodNotSupportedException(request.getMethod(), METHODS);
    }

    private @Nullable ResponseEntity<StatusList> answer(Asked asked, JobIdList ids,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!admission.admitMore(asked.caller(), ids.ids().size() - 1, request, response)) {
            return null;
        }
        Demand demand = CacheControl.parse(request.getHeaders(HttpHeaders.CACHE_CONTROL));
        StatusList list = items.about(ids, asked, demand,
                TraceId.in(request));
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(ProblemWriter.NO_SNIFF, "nosniff").body(list);
    }
}
