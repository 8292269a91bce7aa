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
    private final StatusTimers timers;

    HitLane(CachedJobStatuses statuses, StatusWriter writer, StatusTimers timers) {
        this.statuses = statuses;
        this.writer = writer;
        this.timers = timers;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        StatusPath path = StatusPath.of(((HttpServletRequest) request).getRequestURI());
        if (path == null) {
            chain.doFilter(request, response);
        } else {
            doFilter(path, (HttpServletRequest) request, (HttpServletResponse) response, chain);
        }
    }

    private void doFilter(StatusPath path, HttpServletRequest request,
            HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        long start = System.nanoTime();
        try {
            JobRef ref = plainQuestion(path, request);
            CachedAnswer fresh = ref == null ? null : statuses.fresh(ref);
            if (fresh != null && fresh.answer() instanceof JobStatus) {
                writer.write(request, response, fresh);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            timers.record(request.getMethod(), path.template(), response.getStatus(),
                    System.nanoTime() - start);
        }
    }

    private static @Nullable JobRef plainQuestion(StatusPath path, HttpServletRequest request) {
        if (!isRead(request.getMethod()) || !JobId.isValid(path.jobId())
                || request.getHeader(HttpHeaders.CACHE_CONTROL) != null
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
