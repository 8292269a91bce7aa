package io.llamagate.job.web;

import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedJobStatuses;
import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatus;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers a plain question from memory before the framework wakes, which costs a fraction of the
 * way through it (docs/decisions/0004). It decides only what it can decide like the controller;
 * whatever is not plain, fresh and a status goes on down the chain. Takes no lock and parses no
 * JSON.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HitLane implements Filter {
    private final CachedJobStatuses statuses;
    private final StatusWriter writer;
    private final LaneTimers timers;

    HitLane(CachedJobStatuses statuses, StatusWriter writer, LaneTimers timers) {
        this.statuses = statuses;
        this.writer = writer;
        this.timers = timers;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!answered((HttpServletRequest) request, (HttpServletResponse) response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean answered(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        long start = System.nanoTime();
        StatusPath path = StatusPath.of(request.getRequestURI());
        JobRef ref = path == null ? null : plainQuestion(path, request);
        CachedAnswer fresh = ref == null ? null : statuses.fresh(ref);
        if (path == null || fresh == null || !(fresh.answer() instanceof JobStatus)) {
            return false;
        }
        writer.write(request, response, fresh);
        timers.record(request.getMethod(), path.template(), response.getStatus(),
                System.nanoTime() - start);
        return true;
    }

    private static @Nullable JobRef plainQuestion(StatusPath path, HttpServletRequest request) {
        if (!isRead(request.getMethod()) || !JobId.isValid(path.jobId())
                || !acceptsJson(request.getHeader(HttpHeaders.ACCEPT))
                || JobStatusController.isOurOwn(request.getHeader(HttpHeaders.USER_AGENT))) {
            return null;
        }
        try {
            return StatusQuery.parse(path.jobId(), request.getQueryString());
        } catch (InvalidRequestException e) {
            return null;
        }
    }

    private static boolean isRead(String method) {
        return method.equals("GET") || method.equals("HEAD");
    }

    private static boolean acceptsJson(@Nullable String accept) {
        return accept == null || accept.equals(MediaType.ALL_VALUE)
                || accept.equals(MediaType.APPLICATION_JSON_VALUE);
    }
}
