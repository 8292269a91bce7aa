package io.llamagate.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class InvalidSettingFailureAnalyzerTests {
    @Test
    void tellsTheProblemAndWhatToDoHoweverDeepTheCauseIs() {
        InvalidSettingException cause = new InvalidSettingException("x is not set.", "Set x.");
        assertThat(analysisOf(new IllegalStateException(new IllegalStateException(cause))))
                .returns("x is not set.", FailureAnalysis::getDescription)
                .returns("Set x.", FailureAnalysis::getAction);
    }

    private static FailureAnalysis analysisOf(Throwable failure) {
        return Objects.requireNonNull(new InvalidSettingFailureAnalyzer().analyze(failure));
    }
}
