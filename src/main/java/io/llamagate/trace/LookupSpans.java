package io.llamagate.trace;

import io.llamagate.job.CachedAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Gives what the cache decides for a request a span within that of the request. */
final class LookupSpans implements Tracing {
    private final Tracer tracer;
    private final FetchSpans fetches;

    LookupSpans(Tracer tracer, FetchSpans fetches) {
        this.tracer = tracer;
        this.fetches = fetches;
    }

    @Override
    public void found(CachedAnswer answer) {
        if (isRequest()) {
            Span span = start();
            describe(span, answer);
            span.end();
        }
    }

    @Override
    public CompletableFuture<CachedAnswer> lookUp(
            Supplier<CompletableFuture<CachedAnswer>> lookUp) {
        if (!isRequest()) {
            return lookUp.get();
        }
        Span span = start();
        try (Scope _ = span.makeCurrent()) {
            CompletableFuture<CachedAnswer> answer = lookUp.get();
            var _ = answer.whenComplete((found, failure) -> {
                if (failure == null) {
                    describe(span, found);
                } else {
                    Outcomes.fail(span, failure);
                }
                span.end();
            });
            return answer;
        }
    }

    @Override
    public void joined(JobRef ref) {
        fetches.join(ref);
    }

    /** What nobody asked for, such as a look for those who wait, belongs to no trace. */
    private static boolean isRequest() {
        return Span.current().getSpanContext().isValid();
    }

    private Span start() {
        return tracer.spanBuilder("look up status").startSpan();
    }

    private static void describe(Span span, CachedAnswer answer) {
        span.setAttribute("llamagate.cache", answer.lookup().name().toLowerCase(Locale.ROOT));
        span.setAttribute("llamagate.collapsed", answer.collapsed());
        span.setAttribute("llamagate.age_ms", answer.age().toMillis());
        if (answer.insteadOf() != null) {
            span.setAttribute("llamagate.instead_of",
                    answer.insteadOf().failure().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }
}
