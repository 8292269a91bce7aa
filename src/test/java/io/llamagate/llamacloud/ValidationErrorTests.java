package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationErrorTests {
    @ParameterizedTest
    @ValueSource(strings = {"job_id", "project_id", "organization_id"})
    void namesTheParameterThatStandsInTheLoc(String parameter) {
        assertNames("""
                {"detail":[{"loc":["query","%s"],"msg":"Input should be a valid UUID",\
                "type":"uuid_parsing","input":"x","ctx":{}}]}""".formatted(parameter), parameter);
    }

    @Test
    void namesAllParametersOfAllErrors() {
        assertNames("""
                {"detail":[{"loc":["query","project_id"]},{"loc":["path",0,"job_id"]},\
                {"loc":["query","project_id"]}]}""", "job_id", "project_id");
    }

    @Test
    void namesNothingThatIsNoParameterOfOurs() {
        assertNames("""
                {"detail":[{"loc":["header","secret",7,null,{},true],"msg":"job_id"}]}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "7", "{\"detail\":null}",
        "{\"detail\":\"job_id\"}", "{\"detail\":[null,\"job_id\",7]}",
        "{\"detail\":[{\"loc\":\"job_id\"}]}", "{\"detail\":[{\"loc\":[\"job_id\"", "<html>job_id"})
    void namesNoneWhenTheBodyIsNotAsPromised(String body) {
        assertNames(body);
    }

    @Test
    void namesNoneWhenTheBodyIsNestedTooDeeplyToRead() {
        assertNames("[".repeat(100_000));
    }

    private static void assertNames(String body, String... parameters) {
        assertThat(ValidationError.parse(body.getBytes(UTF_8)).parameters())
                .containsExactlyInAnyOrder(parameters);
    }
}
