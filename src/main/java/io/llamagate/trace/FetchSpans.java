package io.llamagate.trace;

import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatuses;
import io.llamagate.job.Purpose;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives each fetch a span in a trace of its own, since it belongs to no caller
 * (docs/decisions/0002), and links it with all whom it serves, both ways. LlamaCloud learns that
 * trace's id and nothing of theirs. Safe for use by many threads.
 */
final class FetchSpans implements JobStatuses {
    private final JobStatuses source;
    private final Tracer tracer;
    private final Map<JobRef, Span> underWay = new ConcurrentHashMap<>();

    FetchSpans(JobStatuses source, Tracer tracer) {
        this.source = source;
        this.tracer = tracer;
    }

    @Override
    public CompletableFuture<JobAnswer> fetch(JobRef ref, Purpose purpose) {
        Span asker = Span.current();
        SpanBuilder builder = tracer.spanBuilder("fetch status").setNoParent()
                .setSpanKind(SpanKind.CLIENT).setAttribute("llamagate.job", ref.job().toString())
                .setAttribute("llamagate.urgency",
                        purpose.urgency().name().toLowerCase(Locale.ROOT));
        if (asker.getSpanContext().isValid()) {
            builder.addLink(asker.getSpanContext());
        }
        Span span = builder.startSpan();
        asker.addLink(span.getSpanContext());
        underWay.put(ref, span);
        try {
            return source.fetch(ref, purpose.under(traceparent(span.getSpanContext())))
                    .whenComplete((answer, failure) -> end(ref, span, failure));
        } catch (RuntimeException | Error e) {
            end(ref, span, e);
            throw e;
        }
    }

    @Override
    public Duration pauseLeft(JobRef ref) {
        return source.pauseLeft(ref);
    }

    /** Links whoever asks on this thread with the fetch about the job, if one is under way. */
    void join(JobRef ref) {
        Span fetch = underWay.get(ref);
        SpanContext asker = Span.current().getSpanContext();
        if (fetch != null && asker.isValid()) {
            fetch.addLink(asker);
            Span.current().addLink(fetch.getSpanContext());
        }
    }

    private void end(JobRef ref, Span span, @Nullable Throwable failure) {
        underWay.remove(ref, span);
        if (failure != null) {
            Outcomes.fail(span, failure);
        }
        span.end();
    }

    /** W3C Trace Context section 3.2. */
    private static String traceparent(SpanContext context) {
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }
}
