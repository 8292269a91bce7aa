package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ValidationErrorFuzzTests {
    @FuzzTest
    void namesParametersOfOursOrNoneAndNeverFails(byte[] body) {
        assertThat(ValidationError.parse(body).parameters()).isSubsetOf("job_id", "project_id",
                "organization_id");
    }
}
