package io.llamagate.job.web;

import io.llamagate.caller.ProjectNotAllowedException;
import io.llamagate.caller.ProjectRequiredException;
import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobStatusException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns whatever is thrown behind the dispatcher into a problem. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final Duration UNTIL_A_PLACE_IS_FREE = Duration.ofSeconds(5);

    private final ProblemWriter problems;
    private final Denials denials;

    ProblemAdvice(ProblemWriter problems, Denials denials) {
        this.problems = problems;
        this.denials = denials;
    }

    @ExceptionHandler
    void invalid(InvalidRequestException exception, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        problems.write(request, response, Occurrences.ofRefusal(exception));
    }

    @ExceptionHandler
    void failed(JobStatusException exception, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        Occurrence occurrence = Failures.occurrence(exception);
        String traceId = TraceId.in(request);
        // What was decided without asking can be told to any number of callers in no time.
        log.atLevel(exception.failure().wasAsked() ? Level.WARN : Level.DEBUG)
                .addKeyValue("trace.id", traceId)
                .log("No answer: {} (LlamaCloud's status: {}), told under trace id {}",
                        exception.failure(), exception.upstreamStatus(), traceId);
        problems.write(request, response, occurrence, traceId);
    }

    @ExceptionHandler
    void tooMany(TooManyHeldException exception, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        problems.write(request, response, new Occurrence(Problem.TOO_MANY_HELD,
                String.valueOf(exception.getMessage()), null, null, UNTIL_A_PLACE_IS_FREE));
    }

    @ExceptionHandler
    void unauthenticated(AuthenticationException exception, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        denials.unauthenticated(request, response, exception);
    }

    @ExceptionHandler
    void notAllowed(ProjectNotAllowedException exception, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        denials.deny(request, response, Admission.caller(request).name(),
                Occurrences.ofRefusal(exception));
    }

    @ExceptionHandler
    void ambiguous(ProjectRequiredException exception, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        problems.write(request, response, Occurrences.ofRefusal(exception));
    }

    @ExceptionHandler
    void methodNotAllowed(HttpRequestMethodNotSupportedException exception,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        Set<String> allowed = new HashSet<>();
        if (exception.getSupportedMethods() != null) {
            allowed.addAll(Set.of(exception.getSupportedMethods()));
        }
        allowed.remove("OPTIONS");
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        problems.writeMethodNotAllowed(request, response, allowed);
    }

    /** The gateway reads queries itself; where Spring Boot has Tomcat do it, that may fail. */
    @ExceptionHandler(InvalidParameterException.class)
    void unreadable(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(request, response, ContainerProblems.of(400));
    }

    /** Whatever else Spring itself objects to, and every defect. */
    @ExceptionHandler
    void other(Exception exception, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (DisconnectedClientHelper.isClientDisconnectedException(exception)) {
            return;
        }
        if (exception instanceof ErrorResponse error && error.getStatusCode().is4xxClientError()) {
            problems.write(request, response, ContainerProblems
                    .of(error.getStatusCode().value(), request.getRequestURI()));
            return;
        }
        String traceId = TraceId.in(request);
        log.atError().addKeyValue("trace.id", traceId).setCause(exception)
                .log("A defect, told to the caller as {} under trace id {}",
                        Problem.INTERNAL_ERROR.code(), traceId);
        problems.write(request, response,
                Occurrence.of(Problem.INTERNAL_ERROR, "The gateway has a defect."), traceId);
    }
}
