package io.llamagate.job.web;

import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedAnswer.Lookup;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Projects;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Writes what LlamaCloud said, with all that HTTP says about its age. Safe for many threads. */
@Component
class StatusWriter {
    /** What decides about an answer beside its address; RFC 7240 section 2 asks for the second. */
    static final String VARY = "Authorization, Prefer";

    private final GatewayProperties gateway;
    private final ProblemWriter problems;

    StatusWriter(GatewayProperties gateway, ProblemWriter problems) {
        this.gateway = gateway;
        this.problems = problems;
    }

    /** Answers the request of a caller who may see these projects. */
    void write(HttpServletRequest request, HttpServletResponse response, CachedAnswer cached,
            Projects projects) throws IOException {
        response.setHeader(ProblemWriter.NO_SNIFF, "nosniff");
        response.setHeader(HttpHeaders.VARY, VARY);
        if (!mayBeTold(cached, projects) && !(cached.answer() instanceof JobAnswer.Rejected)) {
            writeHidden(request, response, cached);
            return;
        }
        Served.note(request, cached);
        switch (cached.answer()) {
            case JobStatus status -> {
                writeCacheHeaders(response, cached, HttpStatus.OK);
                writeProxyStatus(response, cached.insteadOf());
                write(request, response, cached, status);
            }
            case JobAnswer.NotFound _ -> {
                writeCacheHeaders(response, cached, HttpStatus.NOT_FOUND);
                problems.write(request, response,
                        Occurrences.missing().withUpstreamStatus(404));
            }
            case JobAnswer.Rejected rejected -> {
                if (!projects.areSome()) {
                    writeCacheHeaders(response, cached, HttpStatus.UNPROCESSABLE_CONTENT);
                }
                problems.write(request, response,
                        Occurrences.of(rejected));
            }
        }
    }

    /** Whether the answer tells someone of these projects more than that there is no such job. */
    static boolean mayBeTold(CachedAnswer cached, Projects projects) {
        return switch (cached.answer()) {
            case JobStatus status -> projects.include(status.project());
            case JobAnswer.NotFound _,JobAnswer.Rejected _ -> !projects.areSome();
        };
    }

    /**
     * To who may see some projects only, a job of another one and a missing job are the same, also
     * where an old answer would stand in for a failure.
     */
    private void writeHidden(HttpServletRequest request, HttpServletResponse response,
            CachedAnswer cached) throws IOException {
        if (cached.insteadOf() != null) {
            throw cached.insteadOf();
        }
        Served.note(request, cached);
        problems.write(request, response, Occurrences.missing());
    }

    private static void write(HttpServletRequest request, HttpServletResponse response,
            CachedAnswer cached, JobStatus status) throws IOException {
        response.setHeader(HttpHeaders.ETAG, status.entityTag());
        response.setHeader(HttpHeaders.CACHE_CONTROL,
                "private, max-age="
                        + (cached.insteadOf() == null ? cached.lifetime().toSeconds() : 0));
        if (!status.state().isFinished()) {
            response.setHeader(HttpHeaders.RETRY_AFTER,
                    Long.toString(Seconds.retryAfter(cached.untilNews())));
        }
        if (KnownTags.of(request).include(status.entityTag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(status.body().length);
        response.getOutputStream().write(status.body());
    }

    /** RFC 9111 section 5.1 and RFC 9211. */
    private void writeCacheHeaders(HttpServletResponse response, CachedAnswer cached,
            HttpStatus upstream) {
        long age = cached.age().toSeconds();
        response.setHeader(HttpHeaders.AGE, Long.toString(age));
        String lookup = switch (cached.lookup()) {
            case HIT -> "hit; ttl=" + (cached.lifetime().toSeconds() - age);
            case MISS -> "fwd=uri-miss";
            case EXPIRED -> "fwd=stale";
            case REFUSED -> "fwd=request";
        };
        response.setHeader("Cache-Status", cached.lookup() == Lookup.HIT
                ? gateway.name() + "; " + lookup
                : gateway.name() + "; " + lookup + outcome(cached, upstream)
                        + (cached.collapsed() ? "; collapsed" : ""));
    }

    private static String outcome(CachedAnswer cached, HttpStatus upstream) {
        JobStatusException failure = cached.insteadOf();
        if (failure == null) {
            return "; fwd-status=" + upstream.value() + "; stored";
        }
        return failure.upstreamStatus() == null
                ? "; detail=" + Failures.proxyError(failure.failure())
                : "; fwd-status=" + failure.upstreamStatus();
    }

    /** RFC 9209, for an answer that stands in for a failure. */
    private void writeProxyStatus(HttpServletResponse response,
            @Nullable JobStatusException failure) {
        if (failure != null) {
            problems.writeProxyStatus(response, Failures.proxyError(failure.failure()),
                    failure.upstreamStatus());
        }
    }
}
