package io.llamagate.job.web;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request a span in its caller's trace, or in a new one. Of what the caller sends only
 * the traceparent is read: neither its tracestate nor its baggage go anywhere. Safe for use by many
 * threads.
 */
final class RequestSpanValve extends CompletionValve {
    private static final String TRACEPARENT = "traceparent";
    private static final String SPAN = RequestSpanValve.class.getName();

    private final Tracer tracer;

    RequestSpanValve(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Comes twice for a request that was held: when it arrives, and when it is to be answered. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        Span span = request.getAttribute(SPAN) instanceof Span known ? known : start(request);
        try (Scope _ = span.makeCurrent()) {
            getNext().invoke(request, response);
        }
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        if (request.getAttribute(SPAN) instanceof Span span) {
            RequestFacts facts = RequestFacts.of(request, response);
            span.updateName(facts.path().equals(RequestFacts.NONE)
                    ? facts.method()
                    : facts.method() + " " + facts.path());
            span.setAttribute("http.request.method", facts.method());
            span.setAttribute("http.route", facts.path());
            span.setAttribute("http.response.status_code", facts.status());
            span.setAttribute("llamagate.outcome", facts.outcome());
            span.setAttribute("llamagate.caller", facts.caller());
            if (facts.job() != null) {
                span.setAttribute("llamagate.job", facts.job());
            }
            if (facts.ageMillis() != null) {
                span.setAttribute("llamagate.age_ms", facts.ageMillis());
            }
            if (facts.status() >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private Span start(Request request) {
        Context callers = W3CTraceContextPropagator.getInstance().extract(Context.root(), request,
                new Traceparent());
        Span span = tracer.spanBuilder(RequestFacts.method(request)).setParent(callers)
                .setSpanKind(SpanKind.SERVER).startSpan();
        request.setAttribute(SPAN, span);
        TraceId.set(request, span.getSpanContext().getTraceId());
        return span;
    }

    private static final class Traceparent implements TextMapGetter<Request> {
        @Override
        public Iterable<String> keys(Request request) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable Request request, String key) {
            return request != null && key.equals(TRACEPARENT) ? request.getHeader(key) : null;
        }
    }
}
