package io.llamagate.job.web;

import io.llamagate.job.InvalidRequestException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the ids that a request has in its body. Safe for use by many threads. */
@Component
class StatusListBody {
    private static final int MOST_BYTES = 64 * 1024;

    /** As long as all else of a request may take to arrive; the server itself counts silence. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String RULE =
            "The body must be a JSON object whose ids is a list of job ids.";

    private final JsonMapper json;

    StatusListBody(JsonMapper json) {
        this.json = json;
    }

    private record Question(@Nullable List<@Nullable String> ids) {
    }

    /**
     * The ids.
     *
     * @throws InvalidRequestException if there are none or too many, or the body cannot be read,
     *         with a sentence for the caller
     */
    JobIdList read(InputStream body) throws IOException {
        Question question;
        try {
            question = json.readValue(bytes(body), Question.class);
        } catch (JacksonException e) {
            // Its message quotes the body.
            throw new InvalidRequestException(RULE);
        } catch (BadRequestException e) {
            throw new InvalidRequestException("The body's chunks break a rule of HTTP.");
        }
        if (question == null || question.ids() == null || question.ids().contains(null)) {
            throw new InvalidRequestException(RULE);
        }
        return JobIdList.of(question.ids().stream().map(String::valueOf).toList());
    }

    private static byte[] bytes(InputStream body) throws IOException {
        long begin = System.nanoTime();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] part = new byte[4096];
        for (int read = body.read(part); read >= 0; read = body.read(part)) {
            bytes.write(part, 0, read);
            if (bytes.size() > MOST_BYTES) {
                throw new InvalidRequestException("The body must not be larger than 64 KiB.");
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new InvalidRequestException("The body took too long to arrive.");
            }
        }
        return bytes.toByteArray();
    }
}
