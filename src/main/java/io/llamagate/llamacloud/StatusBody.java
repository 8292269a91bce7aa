package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llamagate.job.Failure;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The body of a 200 (contract section 1.2). Checks no more than the contract promises to be there:
 * unknown fields, states and job types pass, and so does every optional field, whatever it holds
 * and however often it comes. It is read as a stream, since nothing but the state and the project
 * is kept: a tree would cost more than all else that a fetch allocates.
 */
final class StatusBody {
    /** The few threads that read bodies keep their buffers, so that they need not be shared. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool()).build();

    /** What stands for malformed bytes, and may stand in a text for itself. */
    private static final char REPLACEMENT = '\ufffd';
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private enum Promise {
        JOB,
        ID,
        JOB_TYPE,
        PROJECT_ID,
        STATUS,
        TOTAL_ITEMS,
        PROGRESS_PERCENTAGE
    }

    private static final Set<Promise> ALL = EnumSet.allOf(Promise.class);

    private final JsonParser json;
    private final Set<Promise> found = EnumSet.noneOf(Promise.class);
    private String state = "";
    private String project = "";
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
        requireUtf8(body);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            StatusBody status = new StatusBody(json);
            status.readRoot();
            if (status.found.equals(ALL) && json.nextToken() == null) {
                return new JobStatus(JobState.of(status.state), status.project,
                        status.percentage, body);
            }
        } catch (JacksonException e) {
            // Its message quotes the body; that it is not JSON is all that may be told.
        }
        throw broken();
    }

    /**
     * Jackson would take malformed UTF-8 too, and other encodings, which it tells by a byte order
     * mark or a zero byte; callers do not.
     */
    private static void requireUtf8(byte[] body) {
        String text = new String(body, UTF_8);
        if (text.indexOf('\0') >= 0 || text.indexOf(BYTE_ORDER_MARK) == 0
                || (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(UTF_8), body))) {
            throw broken();
        }
    }

    private void readRoot() {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("job")) {
                take(Promise.JOB, value == JsonToken.START_OBJECT);
                readJob();
            } else if (name.equals("progress_percentage")) {
                take(Promise.PROGRESS_PERCENTAGE, value.isNumeric());
                percentage = json.getDoubleValue();
            }
            json.skipChildren();
        }
    }

    private void readJob() {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            switch (name) {
                case "id" -> takeText(Promise.ID, value);
                case "job_type" -> takeText(Promise.JOB_TYPE, value);
                case "project_id" -> {
                    takeText(Promise.PROJECT_ID, value);
                    project = json.getString();
                }
                case "status" -> {
                    takeText(Promise.STATUS, value);
                    state = json.getString();
                }
                case "total_items" ->
                    take(Promise.TOTAL_ITEMS, value == JsonToken.VALUE_NUMBER_INT);
                default -> {
                }
            }
            json.skipChildren();
        }
    }

    private void takeText(Promise promise, JsonToken value) {
        take(promise, value == JsonToken.VALUE_STRING && json.getStringLength() > 0);
    }

    /** Once: of a name that comes twice, some readers take the first value, others the last. */
    private void take(Promise promise, boolean isKept) {
        if (!isKept || !found.add(promise)) {
            throw broken();
        }
    }

    private static JobStatusException broken() {
        return new JobStatusException(Failure.INVALID_BODY, 200, null);
    }
}
