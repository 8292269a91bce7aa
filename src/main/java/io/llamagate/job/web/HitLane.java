package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import io.llamagate.caller.ProjectAccess;
import io.llamagate.caller.ProjectNotAllowedException;
import io.llamagate.caller.ProjectRequiredException;
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
    private final RequestMeters meters;
    private final Callers callers;
    private final Admission admission;
    private final ProjectAccess access;

    HitLane(CachedJobStatuses statuses, StatusWriter writer, RequestMeters meters, Callers callers,
            Admission admission, ProjectAccess access) {
        this.statuses = statuses;
        this.writer = writer;
        this.meters = meters;
        this.callers = callers;
        this.admission = admission;
        this.access = access;
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
            Caller caller = known(request);
            if (caller == null) {
                chain.doFilter(request, response);
            } else if (admission.admit(caller, request, response)) {
                CachedAnswer fresh = fresh(path, request, caller);
                if (fresh == null) {
                    chain.doFilter(request, response);
                } else {
                    writer.write(request, response, fresh, caller.projects());
                }
            }
        } finally {
            if (request.isAsyncStarted()) {
                Completion.of(request, () -> finish(path, request, response,
                        LongPolls.resumedAt(request, start)));
            } else {
                finish(path, request, response, start);
            }
        }
    }

    private void finish(StatusPath path, HttpServletRequest request, HttpServletResponse response,
            long start) {
        admission.settle(request, response);
        meters.record(request, path.template(), response.getStatus(),
                System.nanoTime() - start);
    }

    /** Pages of other origins are for Spring Security to judge. */
    private @Nullable Caller known(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) == null
                ? callers.known(request.getHeader(HttpHeaders.AUTHORIZATION))
                : null;
    }

    /** A fresh status that the caller may see, if it is all that the request asks for. */
    private @Nullable CachedAnswer fresh(StatusPath path, HttpServletRequest request,
            Caller caller) {
        JobRef ref = plainQuestion(path, request, caller);
        CachedAnswer fresh = ref == null ? null : statuses.fresh(ref);
        return fresh != null && fresh.answer() instanceof JobStatus status
                && caller.projects().include(status.project()) ? fresh : null;
    }

    private @Nullable JobRef plainQuestion(StatusPath path, HttpServletRequest request,
            Caller caller) {
        if (!isRead(request.getMethod()) || !JobId.isValid(path.jobId())
                || request.getHeader(HttpHeaders.CACHE_CONTROL) != null
                || request.getHeader(Preferences.HEADER) != null
                || !acceptsJson(request.getHeader(HttpHeaders.ACCEPT))
                || Asked.isOurOwn(request.getHeader(HttpHeaders.USER_AGENT))) {
            return null;
        }
        try {
            return access.admit(
                    StatusQuery.parse(request.getQueryString()).about(path.jobId()), caller);
        } catch (InvalidRequestException | ProjectNotAllowedException
                | ProjectRequiredException e) {
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
