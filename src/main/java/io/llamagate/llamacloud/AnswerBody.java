package io.llamagate.llamacloud;

import static java.util.Objects.requireNonNull;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The body of an answer of LlamaCloud's, whatever its content type says. */
final class AnswerBody {
    private static final int MAX_BYTES = 1024 * 1024;

    /** How long a body that matters little may take before its connection is closed. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final HttpStatusCode status;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

    private AnswerBody(HttpStatusCode status) {
        this.status = status;
    }

    /**
     * All of it, also when it is empty. Ends with a {@link JobStatusException} if it is too large.
     */
    static Mono<byte[]> read(ResponseEntity<Flux<DataBuffer>> response) {
        return body(response)
                .collect(() -> new AnswerBody(response.getStatusCode()), AnswerBody::add)
                .map(body -> body.bytes.toByteArray());
    }

    /** Throws it away, so that its connection can serve the next. Never fails. */
    static Mono<Void> discard(ResponseEntity<Flux<DataBuffer>> response) {
        return body(response).doOnNext(DataBufferUtils::release).then().timeout(PATIENCE)
                .onErrorComplete();
    }

    /** What it is that a body was not read because of the failure. */
    static JobStatusException failure(Failure failure, HttpStatusCode status) {
        return new JobStatusException(
                failure == Failure.CONNECTION_LOST ? Failure.BODY_CUT_OFF : failure, status.value(),
                null);
    }

    private static Flux<DataBuffer> body(ResponseEntity<Flux<DataBuffer>> response) {
        return requireNonNull(response.getBody());
    }

    private void add(DataBuffer part) {
        byte[] more = new byte[part.readableByteCount()];
        part.read(more);
        DataBufferUtils.release(part);
        if (more.length > MAX_BYTES - bytes.size()) {
            throw failure(Failure.BODY_TOO_LARGE, status);
        }
        bytes.writeBytes(more);
    }
}
