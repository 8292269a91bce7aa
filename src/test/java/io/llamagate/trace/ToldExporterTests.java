package io.llamagate.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ToldExporterTests {
    private boolean reachable;

    private final ToldExporter exporter = new ToldExporter(new SpanExporter() {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return reachable
                    ? CompletableResultCode.ofSuccess()
                    : CompletableResultCode.ofExceptionalFailure(new IllegalStateException());
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }, URI.create("http://collector/v1/traces"));

    @Test
    void saysNothingWhileSpansAreSent(CapturedOutput output) {
        export(true);
        assertThat(output).isEmpty();
    }

    @Test
    void saysOnceThatTheyCannotBeSentAndOnceThatTheyCanAgain(CapturedOutput output) {
        export(false);
        export(false);
        export(true);
        export(true);
        assertThat(output).containsOnlyOnce("cannot be sent to http://collector/v1/traces")
                .containsOnlyOnce("are sent to http://collector/v1/traces again")
                .doesNotContain("Exception");
    }

    private void export(boolean works) {
        reachable = works;
        exporter.export(List.of());
    }
}
