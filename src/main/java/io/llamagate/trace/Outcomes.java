package io.llamagate.trace;

import io.llamagate.job.JobStatusException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Locale;
import java.util.concurrent.CompletionException;

/** Says in a span how something failed, by the domain's words and never by an exception's. */
final class Outcomes {
    private Outcomes() {
    }

    /** Marks the span as failed. */
    static void fail(Span span, Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        span.setStatus(StatusCode.ERROR);
        if (!(cause instanceof JobStatusException known)) {
            span.setAttribute("error.type", "defect");
            return;
        }
        span.setAttribute("error.type",
                known.failure().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        if (known.upstreamStatus() != null) {
            span.setAttribute("http.response.status_code", known.upstreamStatus().longValue());
        }
    }
}
