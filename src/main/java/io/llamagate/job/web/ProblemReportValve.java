package io.llamagate.job.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * Writes Tomcat's own errors as problems: those that it finds before the application sees the
 * request, and those that a filter lets through. Replaces Tomcat's HTML page.
 */
final class ProblemReportValve extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    /**
     * Tomcat tells an oversized request line or header from other malformed requests by this text
     * alone, in whatever language it speaks.
     */
    private static final String TOO_LARGE = StringManager
            .getManager("org.apache.coyote.http11").getString("iib.requestheadertoolarge.error");

    private final ProblemWriter problems;

    ProblemReportValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Occurrence occurrence = ContainerProblems.of(status(request, response, throwable),
                request.getRequestURI());
        if (occurrence.problem() == Problem.METHOD_NOT_ALLOWED) {
            response.setHeader(HttpHeaders.ALLOW, allowed(request));
        }
        String traceId = TraceId.in(request);
        if (occurrence.problem() == Problem.INTERNAL_ERROR) {
            log.error("A defect, told to the caller as {} under trace id {}",
                    occurrence.problem().code(), traceId, throwable);
        }
        try {
            problems.write(request, response, occurrence, traceId);
        } catch (IOException e) {
            log.debug("The caller left before the error could be told");
        }
    }

    /** The methods that its controller would name, which never sees the request. */
    private static String allowed(Request request) {
        return String.join(", ", StatusListController.PATH.equals(request.getRequestURI())
                ? StatusListController.METHODS
                : ReadMethodsOnly.READ_METHODS);
    }

    private static int status(Request request, Response response, @Nullable Throwable throwable) {
        if (throwable != null && TOO_LARGE.equals(throwable.getMessage())) {
            return request.getRequestURI() == null ? 414 : 431;
        }
        if (response.getStatus() == HttpServletResponse.SC_NOT_IMPLEMENTED) {
            // A method for proxies; else a transfer coding that nobody knows.
            return "CONNECT".equals(request.getMethod()) ? 405 : 400;
        }
        return response.getStatus();
    }
}
