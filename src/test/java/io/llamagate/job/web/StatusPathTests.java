package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPathTests {
    @ParameterizedTest
    @CsvSource({"/batch-jobs/bjb-1/status,bjb-1", "/batch-jobs/%2e/status,%2e",
        "/batch-jobs//status,''", "/batch-jobs/status/status,status",
        "/api/v1/beta/batch-processing/bjb-1,bjb-1", "/api/v1/beta/batch-processing/,''"})
    void holdsTheIdAsItWasSent(String uri, String id) {
        assertThat(StatusPath.of(uri)).isNotNull().returns(id, StatusPath::jobId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/batch-jobs/status", "/batch-jobs/a/b/status",
        "/batch-jobs/a/status/", "/batch-jobs/a", "/api/v1/beta/batch-processing",
        "/api/v1/beta/batch-processing/a/b", "/api/v1/beta/batch-processing/a/"})
    void isNoOtherPath(String uri) {
        assertThat(StatusPath.of(uri)).isNull();
    }
}
