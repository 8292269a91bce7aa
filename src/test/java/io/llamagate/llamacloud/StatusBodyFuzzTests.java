package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is read as a stream must be what a tree of the same bytes shows. */
@Timeout(60)
class StatusBodyFuzzTests {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final JsonMapper STRICT = JSON.rebuild()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

    @FuzzTest
    void passesWhatHasTheRequiredFieldsOfTheContractAndNothingElse(byte[] body) {
        JobStatus status = checked(body);
        JsonNode tree = tree(JSON, body);
        if (tree == null || !isStatus(tree)) {
            assertThat(status).isNull();
        } else if (status != null || tree(STRICT, body) != null) {
            assertThat(status).isNotNull()
                    .returns(JobState.of(tree.at("/job/status").stringValue()), JobStatus::state)
                    .returns(tree.at("/job/project_id").stringValue(), JobStatus::project)
                    .returns(body, JobStatus::body);
        }
    }

    private static @Nullable JobStatus checked(byte[] body) {
        try {
            return StatusBody.check(body);
        } catch (JobStatusException e) {
            return null;
        }
    }

    private static @Nullable JsonNode tree(JsonMapper json, byte[] body) {
        try {
            return json.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException | JacksonException e) {
            return null;
        }
    }

    /** Contract section 1.2. */
    private static boolean isStatus(JsonNode tree) {
        return Stream.of("id", "job_type", "project_id", "status").map(tree.path("job")::path)
                .allMatch(field -> field.isString() && !field.stringValue().isEmpty())
                && tree.at("/job/total_items").isIntegralNumber()
                && tree.path("progress_percentage").isNumber();
    }
}
