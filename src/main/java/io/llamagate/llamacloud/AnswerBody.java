package io.llamagate.llamacloud;

import static java.util.Objects.requireNonNull;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The body of an answer of LlamaCloud's, whatever its content type says. */
final class AnswerBody {
    private static final int MAX_BYTES = 1024 * 1024;

    /** How long a body that matters little may take before its connection is closed. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final int status;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private AnswerBody(int status) {
        this.status = status;
    }

    /**
     * Its parts as they come, copied, so that no buffer of the connection can get lost. Ends with
     * an exception whose cause is a {@link JobStatusException} if the body is cut off or garbled.
     */
    static Flux<byte[]> parts(ClientHttpResponse response) {
        return response.getBody().map(AnswerBody::bytes)
                .onErrorMap(exception -> broken(exception, response.getStatusCode().value()));
    }

    /**
     * All of it, also when it is empty. Ends like its parts, or with a {@link JobStatusException}
     * if it is too large.
     */
    static Mono<byte[]> read(ResponseEntity<Flux<byte[]>> response) {
        return parts(response)
                .collect(() -> new AnswerBody(response.getStatusCode().value()), AnswerBody::add)
                .map(body -> body.bytes.toByteArray());
    }

    /** Throws it away, so that its connection can serve the next. Never fails. */
    static Mono<Void> discard(ResponseEntity<Flux<byte[]>> response) {
        return parts(response).then().timeout(PATIENCE).onErrorComplete();
    }

    private static Flux<byte[]> parts(ResponseEntity<Flux<byte[]>> response) {
        return requireNonNull(response.getBody());
    }

    private static byte[] bytes(DataBuffer part) {
        try {
            byte[] bytes = new byte[part.readableByteCount()];
            part.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(part);
        }
    }

    /** In an exception that WebClient passes on; for all others it would read the body again. */
    private static Throwable broken(Throwable exception, int status) {
        Failure failure = TransportFailures.of(exception);
        if (failure == null) {
            return exception;
        }
        Failure known = failure == Failure.CONNECTION_LOST ? Failure.BODY_CUT_OFF : failure;
        return new CodecException(known.name(), new JobStatusException(known, status, null));
    }

    private void add(byte[] part) {
        if (part.length > MAX_BYTES - bytes.size()) {
            throw new JobStatusException(Failure.BODY_TOO_LARGE, status, null);
        }
        bytes.writeBytes(part);
    }
}
