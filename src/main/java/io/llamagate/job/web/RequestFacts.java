package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import io.llamagate.job.JobId;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * What the log and traces tell of a request that is over. Nothing in it is a caller's free text: an
 * address appears as the template that it matches, a job's id only if it is one, so no line can be
 * forged and no secret told.
 *
 * @param method the method, or {@code -} if it is none of HTTP's own
 * @param path the template that the address matches, or {@code -}
 * @param status the HTTP status of the answer
 * @param outcome how it ended: that of an {@link Outcome}, or {@code page}
 * @param ageMillis how old LlamaCloud's answer was, or null if none was served
 * @param caller the name of who asked, or {@code nobody}
 * @param job the id of the job that was asked about, or null
 * @param traceId the id that a problem tells, too
 */
record RequestFacts(String method, String path, int status, String outcome,
        @Nullable Long ageMillis, String caller, @Nullable String job, String traceId) {
    /** What stands for what may not be told. */
    static final String NONE = "-";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH",
            "DELETE", "OPTIONS", "TRACE");

    /** Those of a request that has been answered. */
    static RequestFacts of(Request request, Response response) {
        StatusPath path = request.getRequestURI() == null
                ? null
                : StatusPath.of(request.getRequestURI());
        Served served = Served.with(request);
        Caller caller = Admission.callerIfAdmitted(request);
        return new RequestFacts(method(request), path == null ? NONE : path.template(),
                response.getStatus(), outcome(path, served, response.getStatus()),
                served == null ? null : served.age().toMillis(),
                caller == null ? AuditTrail.NOBODY : caller.name(),
                path == null || !JobId.isValid(path.jobId()) ? null : path.jobId(),
                TraceId.in(request));
    }

    /** The method of a request, or {@code -} if it is none of HTTP's own. */
    static String method(Request request) {
        String method = request.getMethod();
        return method != null && METHODS.contains(method) ? method : NONE;
    }

    private static String outcome(@Nullable StatusPath path, @Nullable Served served, int status) {
        if (served != null) {
            return served.outcome().label();
        }
        return path == null && status < 400 ? "page" : Outcome.ofProblem(status).label();
    }
}
