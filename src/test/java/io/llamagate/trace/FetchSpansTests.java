package io.llamagate.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatuses;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FetchSpansTests {
    private static final JobRef REF = new JobRef(new JobId("bjb-1"), null, null);

    @Test
    void leaveThePauseToTheSource() {
        JobStatuses source = mock();
        when(source.pauseLeft(REF)).thenReturn(Duration.ofSeconds(7));
        FetchSpans spans = new FetchSpans(source, OpenTelemetry.noop().getTracer("test"));
        assertThat(spans.pauseLeft(REF)).isEqualTo(Duration.ofSeconds(7));
    }
}
