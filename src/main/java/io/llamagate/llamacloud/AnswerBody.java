package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.core.io.buffer.DataBuffer;
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
        return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), MAX_BYTES)
                .map(AnswerBody::bytes).defaultIfEmpty(new byte[0]).map(parser)
                .onErrorMap(exception -> failure(exception, response.statusCode().value()));
    }

    /** Throws it away, so that its connection can serve the next. Never fails. */
    static Mono<Void> discard(ClientResponse response) {
        return response.releaseBody().timeout(PATIENCE).onErrorComplete();
    }

    private static byte[] bytes(DataBuffer body) {
        try {
            byte[] bytes = new byte[body.readableByteCount()];
            body.read(bytes);
            return bytes;
        } finally {
            DataBufferUtils.release(body);
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
