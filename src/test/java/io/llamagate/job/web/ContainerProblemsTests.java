package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerProblemsTests {
    @ParameterizedTest
    @CsvSource({"400,invalid-request", "404,not-found", "405,method-not-allowed",
        "406,not-acceptable", "408,invalid-request", "413,invalid-request", "414,uri-too-long",
        "417,invalid-request", "431,headers-too-large", "500,internal-error",
        "501,invalid-request", "503,shutting-down", "505,invalid-request"})
    void sayTheContainersStatusInTheGatewaysTerms(int status, String code) {
        assertThat(ContainerProblems.of(status).problem().code()).isEqualTo(code);
    }
}
