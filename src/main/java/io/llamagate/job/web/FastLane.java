package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import io.llamagate.caller.ProjectAccess;
import io.llamagate.caller.ProjectNotAllowedException;
import io.llamagate.caller.ProjectRequiredException;
import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedJobStatuses;
import io.llamagate.job.Demand;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Answers a known caller's plain question before the framework wakes, which costs a fraction of the
 * way through it: from memory (docs/decisions/0004), or once LlamaCloud was asked
 * (docs/decisions/0015). It decides only what it can decide like the controller; whatever is not
 * plain, or gets no status, goes on down the chain. From memory it waits for no lock and parses no
 * JSON.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FastLane implements Filter {
    private static final String OUTCOME = FastLane.class.getName() + ".outcome";

    private final CachedJobStatuses statuses;
    private final Answers answers;
    private final StatusWriter writer;
    private final RequestMeters meters;
    private final Callers callers;
    private final Admission admission;
    private final ProjectAccess access;

    FastLane(CachedJobStatuses statuses, Answers answers, StatusWriter writer,
            RequestMeters meters, Callers callers, Admission admission, ProjectAccess access) {
        this.statuses = statuses;
        this.answers = answers;
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
                CachedAnswer answer = answer(path, request, caller);
                if (answer == null) {
                    chain.doFilter(request, response);
                } else {
                    writer.write(request, response, answer, caller.projects());
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
                ? callers.known(Admission.certificate(request),
                        request.getHeader(HttpHeaders.AUTHORIZATION))
                : null;
    }

    /** A status that the caller may see, if it is all that the request asks for. */
    private @Nullable CachedAnswer answer(StatusPath path, HttpServletRequest request,
            Caller caller) {
        JobRef ref = plainQuestion(path, request, caller);
        if (ref == null) {
            return null;
        }
        CachedAnswer fresh = statuses.fresh(ref);
        CachedAnswer answer = fresh == null ? asked(ref, request, caller) : fresh;
        return answer != null && answer.answer() instanceof JobStatus status
                && caller.projects().include(status.project()) ? answer : null;
    }

    /** What comes of asking, or null if that is a failure. */
    private @Nullable CachedAnswer asked(JobRef ref, HttpServletRequest request, Caller caller) {
        CompletableFuture<CachedAnswer> outcome = answers.get(ref, Demand.NONE, caller);
        request.setAttribute(OUTCOME, outcome);
        return outcome.handle((answer, _) -> answer).join();
    }

    /** What came of asking in the lane, for who tells it now, or null if it did not ask. */
    @SuppressWarnings("unchecked")
    static @Nullable CompletableFuture<CachedAnswer> outcome(HttpServletRequest request) {
        return (CompletableFuture<CachedAnswer>) request.getAttribute(OUTCOME);
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
