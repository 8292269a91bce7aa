package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import io.llamagate.job.Failure;
import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.JobStatuses;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What a request asks.
 *
 * @param caller who asks
 * @param query what the address tells beside its path
 */
record Asked(Caller caller, StatusQuery query) {
    /**
     * That of a request which keeps the rules that do not depend on the job.
     *
     * @throws InvalidRequestException if it breaks one, with a sentence for the caller
     * @throws JobStatusException if the gateway asks itself
     */
    static Asked by(HttpServletRequest request) {
        if (isOurOwn(request.getHeader(HttpHeaders.USER_AGENT))) {
            throw new JobStatusException(Failure.LOOP);
        }
        if (request.getRequestURI().indexOf(';') >= 0) {
            throw new InvalidRequestException("The path must not have matrix parameters.");
        }
        return new Asked(Admission.caller(request), StatusQuery.parse(request.getQueryString()));
    }

    /**
     * Whether the gateway itself asks, led back here by its own setting of LlamaCloud's address.
     */
    static boolean isOurOwn(@Nullable String userAgent) {
        return userAgent != null && userAgent.startsWith(JobStatuses.PRODUCT + "/");
    }
}
