package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llamagate.job.Failure;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a 200 (contract section 1.2). Checks no more than the contract promises to be there:
 * unknown fields, states and job types pass, and so does every optional field whatever it holds.
 */
final class StatusBody {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY).build();

    private StatusBody() {
    }

    /**
     * The status that the bytes hold; keeps the array.
     *
     * @throws JobStatusException {@link Failure#INVALID_BODY} if they break the contract
     */
    static JobStatus check(byte[] body) {
        try {
            JsonNode root = JSON.readTree(text(body));
            JsonNode job = root.path("job");
            if (isText(job, "id") && isText(job, "job_type") && isText(job, "project_id")
                    && isText(job, "status") && job.path("total_items").isIntegralNumber()
                    && root.path("progress_percentage").isNumber()) {
                return new JobStatus(JobState.of(job.path("status").stringValue()), body);
            }
        } catch (CharacterCodingException | JacksonException e) {
            // Its message quotes the body; that it is not JSON is all that may be told.
        }
        throw new JobStatusException(Failure.INVALID_BODY, 200, null);
    }

    /**
     * Strictly: Jackson would take other encodings too, and malformed UTF-8, which callers do not.
     */
    private static String text(byte[] body) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static boolean isText(JsonNode job, String field) {
        JsonNode value = job.path(field);
        return value.isString() && !value.stringValue().isEmpty();
    }
}
