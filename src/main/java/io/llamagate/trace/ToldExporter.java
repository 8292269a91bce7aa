package io.llamagate.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log when spans cannot be sent and when they can again, once each; the exporter itself
 * would log an exception every time. Safe for use by many threads.
 */
final class ToldExporter implements SpanExporter {
    private static final Logger log = LoggerFactory.getLogger(ToldExporter.class);

    private final SpanExporter exporter;
    private final URI endpoint;
    private final AtomicBoolean failing = new AtomicBoolean();

    ToldExporter(SpanExporter exporter, URI endpoint) {
        this.exporter = exporter;
        this.endpoint = endpoint;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> tell(result.isSuccess()));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private void tell(boolean success) {
        if (failing.compareAndSet(success, !success)) {
            if (success) {
                log.info("Traces are sent to {} again", endpoint);
            } else {
                log.warn("Traces cannot be sent to {}; some are lost", endpoint);
            }
        }
    }
}
