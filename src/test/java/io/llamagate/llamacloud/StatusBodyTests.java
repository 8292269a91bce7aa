package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.job.Failure;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatusException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusBodyTests {
    private static final String STATUS = """
            {"job":{"id":"bjb-1","job_type":"parse","project_id":"proj-1","status":"running",\
            "total_items":3},"progress_percentage":50}""";

    @Test
    void keepsTheVeryBytes() {
        byte[] body = STATUS.getBytes(UTF_8);
        assertThat(StatusBody.check(body).body()).isSameAs(body);
    }

    @Test
    void tellsTheState() {
        assertThat(StatusBody.check(STATUS.getBytes(UTF_8)).state()).isEqualTo(JobState.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"archived", "RUNNING", "unknown", " "})
    void passesAStateThatTheContractDoesNotKnow(String state) {
        byte[] body = with("status", '"' + state + '"').getBytes(UTF_8);
        assertThat(StatusBody.check(body).state()).isEqualTo(JobState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            job_type            | "translate"
            project_id          | "11111111-2222-3333-4444-555555555555"
            id                  | "another than the one asked"
            total_items         | 0
            total_items         | -1
            total_items         | 123456789012345678901234567890
            progress_percentage | 0
            progress_percentage | 33.3
            progress_percentage | 100
            progress_percentage | 1e2
            """)
    void passesEveryValueOfTheRightTypeInARequiredField(String field, String json) {
        assertPasses(with(field, json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"error_message\":null",
        "\"error_message\":\"gr\u00fc\u00dfe \ud83e\udd99\"",
        "\"failed_items\":\"many\"", "\"completed_at\":[]", "\"new_field\":{\"a\":[1,2.5]}"})
    void passesWhateverAnOptionalOrUnknownFieldHolds(String field) {
        assertPasses(STATUS.replace("\"total_items\"", field + ",\"total_items\""));
    }

    @Test
    void passesAnUnknownFieldThatComesTwice() {
        assertPasses(with("total_items", "3,\"x\":1,\"x\":2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufffd", "\ufeff", "\u00e9", "\ud83e\udd99"})
    void passesEveryCharacterInAText(String character) {
        assertPasses(with("project_id", "\"" + character + "\""));
    }

    @Test
    void passesAnUnknownFieldBesideTheJob() {
        assertPasses(STATUS.replace("{\"job\"", "{\"links\":{},\"job\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "job_type", "project_id", "status", "total_items",
        "progress_percentage", "job"})
    void refusesAMissingRequiredField(String field) {
        assertRefused(STATUS.replace('"' + field + '"', "\"other\"").getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            id                  | ""
            id                  | null
            id                  | 1
            job_type            | ""
            job_type            | null
            job_type            | ["parse"]
            project_id          | ""
            project_id          | null
            project_id          | {}
            status              | ""
            status              | null
            status              | true
            total_items         | 3.0
            total_items         | 3.5
            total_items         | "3"
            total_items         | null
            progress_percentage | "3"
            progress_percentage | null
            progress_percentage | true
            """)
    void refusesAWrongValueInARequiredField(String field, String json) {
        assertRefused(with(field, json).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "\"\"", "[]", "{}", "{\"job\":null}",
        "{\"job\":[],\"progress_percentage\":0}", "<html><body>Bad gateway</body></html>",
        "{\"detail\":\"Not found\"}", "nonsense"})
    void refusesWhatIsNoStatus(String body) {
        assertRefused(body.getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s{}", "%s]", "%s x", "[%s]", "/**/%s", "%.50s"})
    void refusesWhatIsNotExactlyOneObject(String format) {
        assertRefused(format.formatted(STATUS).getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            total_items         | 3,"total_items":4
            total_items         | 03
            total_items         | NaN
            progress_percentage | .5
            progress_percentage | 50,
            progress_percentage | 50,"progress_percentage":51
            progress_percentage | 50,"job":{}
            progress_percentage | 50,"job":null
            id                  | "bjb-1","id":"bjb-2"
            project_id          | "proj-1","project_id":null
            status              | 'running'
            """, quoteCharacter = '`')
    void refusesWhatReadersOfJsonDisagreeOn(String field, String json) {
        assertRefused(with(field, json).getBytes(UTF_8));
    }

    @Test
    void refusesWhatIsNestedTooDeeplyToRead() {
        assertRefused(with("total_items", "3,\"x\":" + "[".repeat(100_000)).getBytes(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "c080", "eda080", "f5808080"})
    void refusesWhatIsNotUtf8(String hex) {
        byte[] body = with("status", "\"??????\"").getBytes(UTF_8);
        byte[] bad = HexFormat.of().parseHex(hex);
        System.arraycopy(bad, 0, body, new String(body, UTF_8).indexOf("??"), bad.length);
        assertRefused(body);
    }

    @Test
    void refusesJsonInAnotherEncoding() {
        assertRefused(STATUS.getBytes(UTF_16));
        assertRefused(STATUS.getBytes(UTF_16LE));
    }

    @Test
    void refusesAByteOrderMarkWhichCallersCouldNotRead() {
        assertRefused(("\ufeff" + STATUS).getBytes(UTF_8));
    }

    @Test
    void saysNothingOfWhatItRefuses() {
        assertThatExceptionOfType(JobStatusException.class)
                .isThrownBy(() -> StatusBody.check("secret".getBytes(UTF_8)))
                .withMessage("INVALID_BODY").withNoCause();
    }

    /** The status with another value, given as JSON, in one of its fields. */
    private static String with(String field, String json) {
        String changed = STATUS.replaceFirst("(\"%s\":)(\"[^\"]*\"|\\d+)".formatted(field),
                "$1" + json);
        assertThat(changed).contains(json);
        return changed;
    }

    private static void assertPasses(String body) {
        assertThat(StatusBody.check(body.getBytes(UTF_8)).body()).asString(UTF_8).isEqualTo(body);
    }

    private static void assertRefused(byte[] body) {
        assertThatExceptionOfType(JobStatusException.class)
                .isThrownBy(() -> StatusBody.check(body))
                .returns(Failure.INVALID_BODY, JobStatusException::failure)
                .returns(200, JobStatusException::upstreamStatus);
    }
}
