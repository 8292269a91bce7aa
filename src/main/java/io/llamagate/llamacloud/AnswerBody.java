package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/** The body of an answer of LlamaCloud's, whatever its content type says. */
final class AnswerBody {
    private static final int MAX_BYTES = 1024 * 1024;

    /** How long a body that matters little may take before its connection is closed. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private AnswerBody() {
    }

    /**
     * What it says. Ends with a {@link JobStatusException} if it is cut off, too large or garbled.
     *
     * @param parser takes it whole, also when it is empty
     */
    static <T> Mono<T> read(ClientResponse response, Function<byte[], T> parser) {
        return response.body(BodyExtractors.toDataBuffers())
                .collect(ByteArrayOutputStream::new, AnswerBody::append)
                .map(body -> parser.apply(body.toByteArray()))
                .onErrorMap(exception -> failure(exception, response.statusCode().value()));
    }

    /** Throws it away, so that its connection can serve the next. Never fails. */
    static Mono<Void> discard(ClientResponse response) {
        return response.releaseBody().timeout(PATIENCE).onErrorComplete();
    }

    private static void append(ByteArrayOutputStream body, DataBuffer part) {
        try {
            if (body.size() + part.readableByteCount() > MAX_BYTES) {
                throw new DataBufferLimitException("more than %d bytes".formatted(MAX_BYTES));
            }
            byte[] bytes = new byte[part.readableByteCount()];
            part.read(bytes);
            body.writeBytes(bytes);
        } finally {
            DataBufferUtils.release(part);
        }
    }

    private static Throwable failure(Throwable exception, int status) {
        Failure failure = TransportFailures.of(exception);
        if (failure == null) {
            return exception;
        }
        return new JobStatusException(
                failure == Failure.CONNECTION_LOST ? Failure.BODY_CUT_OFF : failure, status, null);
    }
}
