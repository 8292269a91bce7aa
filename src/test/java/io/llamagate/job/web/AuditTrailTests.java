package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AuditTrailTests {
    private final ManualTime time = new ManualTime();
    private final AuditTrail trail = new AuditTrail(time);

    @Test
    void tellsWhatWasDeniedToWhomAndWhere(CapturedOutput output) {
        trail.denied("project-not-allowed", "billing", "192.0.2.1");
        assertThat(output).contains("Denied: project-not-allowed to caller billing at 192.0.2.1;"
                + " 1 such calls since the last line");
    }

    @Test
    void hasALineForEachOfTenCallsOfACallerInASecond(CapturedOutput output) {
        denied(1000, "billing");
        assertThat(lines(output)).isEqualTo(10);
    }

    @Test
    void hasALineASecondForAllOfNobody(CapturedOutput output) {
        denied(1000, AuditTrail.NOBODY);
        assertThat(lines(output)).isEqualTo(1);
    }

    @Test
    void tellsWithTheNextLineHowManyCallsItStandsFor(CapturedOutput output) {
        denied(1000, AuditTrail.NOBODY);
        time.passes(Duration.ofSeconds(1));
        denied(1, AuditTrail.NOBODY);
        assertThat(output).contains("; 1000 such calls since the last line");
    }

    @Test
    void keepsOneKindFromHidingAnother(CapturedOutput output) {
        denied(1000, AuditTrail.NOBODY);
        trail.denied("caller-not-allowed", AuditTrail.NOBODY, "192.0.2.1");
        assertThat(output).contains("Denied: caller-not-allowed to caller nobody");
    }

    private void denied(int times, String caller) {
        for (int i = 0; i < times; i++) {
            trail.denied("rate-limited", caller, "192.0.2.1");
        }
    }

    private static int lines(CapturedOutput output) {
        return output.getAll().split("Denied: ", -1).length - 1;
    }
}
