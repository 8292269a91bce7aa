package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llamagate.job.Failure;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The body of a 200 (contract section 1.2). Checks no more than the contract promises to be there:
 * unknown fields, states and job types pass, and so does every optional field whatever it holds. It
 * is read as a stream, since nothing but the state and the project is kept: a tree would cost more
 * than all else that a fetch allocates.
 */
final class StatusBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Four texts and a number in the job, and a number beside it. */
    private static final int PROMISED = 6;

    private static final char REPLACEMENT = '\ufffd';

    private final JsonParser json;
    private int found;
    private @Nullable String state;
    private @Nullable String project;
    private double percentage;

    private StatusBody(JsonParser json) {
        this.json = json;
    }

    /**
     * The status that the bytes hold; keeps the array.
     *
     * @throws JobStatusException {@link Failure#INVALID_BODY} if they break the contract
     */
    static JobStatus check(byte[] body) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text(body))) {
            StatusBody status = new StatusBody(json);
            status.readRoot();
            if (status.found == PROMISED && status.state != null && status.project != null
                    && json.nextToken() == null) {
                return new JobStatus(JobState.of(status.state), status.project,
                        status.percentage, body);
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
        String text = new String(body, UTF_8);
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private void readRoot() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("job") && value == JsonToken.START_OBJECT) {
                readJob();
            } else if (name.equals("progress_percentage") && value.isNumeric()) {
                percentage = json.getDoubleValue();
                found++;
            }
            json.skipChildren();
        }
    }

    private void readJob() {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "id", "job_type" -> promisedText(value);
                case "project_id" -> project = promisedText(value);
                case "status" -> state = promisedText(value);
                case "total_items" -> found += value == JsonToken.VALUE_NUMBER_INT ? 1 : 0;
                default -> {
                }
            }
            json.skipChildren();
        }
    }

    /** The text, or null if it is another value or empty. No name comes twice, so each counts. */
    private @Nullable String promisedText(JsonToken value) {
        if (value != JsonToken.VALUE_STRING || json.getString().isEmpty()) {
            return null;
        }
        found++;
        return json.getString();
    }
}
