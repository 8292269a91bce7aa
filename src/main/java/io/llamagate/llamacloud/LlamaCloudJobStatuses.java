package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.JobStatuses;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriBuilder;
import reactor.core.publisher.Mono;

/** Asks LlamaCloud's v1 API for the status of a batch job (contract section 1). */
final class LlamaCloudJobStatuses implements JobStatuses {
    private static final String STATUS_PATH = "/api/v1/beta/batch-processing/{job_id}";

    /**
     * How long the rest of an answer that is not needed may take before its connection is closed.
     */
    private static final Duration DISCARD_TIMEOUT = Duration.ofSeconds(1);

    private final WebClient client;
    private final Duration deadline;
    private final Clock clock;

    /**
     * Takes what it asks with.
     *
     * @param client knows LlamaCloud's address and key
     * @param deadline the longest that one fetch may take in all
     * @param clock for dates that LlamaCloud names
     */
    LlamaCloudJobStatuses(WebClient client, Duration deadline, Clock clock) {
        this.client = client;
        this.deadline = deadline;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<JobAnswer> fetch(JobRef ref) {
        CompletableFuture<JobAnswer> future = new CompletableFuture<>();
        var _ = client.get().uri(STATUS_PATH, uri -> address(uri, ref)).exchangeToMono(this::read)
                .timeout(deadline).onErrorMap(LlamaCloudJobStatuses::failure)
                .subscribe(future::complete, future::completeExceptionally);
        return future;
    }

    private static URI address(UriBuilder uri, JobRef ref) {
        return uri.queryParamIfPresent("project_id", Optional.ofNullable(ref.project()))
                .queryParamIfPresent("organization_id", Optional.ofNullable(ref.organization()))
                .build(ref.job().value());
    }

    private Mono<JobAnswer> read(ClientResponse response) {
        return switch (response.statusCode().value()) {
            case 200 -> body(response).map(StatusBody::check);
            case 404 -> discard(response).thenReturn(new JobAnswer.NotFound());
            case 422 -> body(response).map(ValidationError::parse)
                    .onErrorReturn(ValidationError.parse(new byte[0])).cast(JobAnswer.class);
            default -> discard(response).then(Mono.error(() -> refusal(response)));
        };
    }

    private static Mono<byte[]> body(ClientResponse response) {
        return response.bodyToMono(byte[].class).defaultIfEmpty(new byte[0]).onErrorMap(
                exception -> TransportFailures.of(exception) == Failure.CONNECTION_LOST,
                _ -> new JobStatusException(Failure.BODY_CUT_OFF,
                        response.statusCode().value(), null));
    }

    private static Mono<Void> discard(ClientResponse response) {
        return response.releaseBody().timeout(DISCARD_TIMEOUT).onErrorComplete();
    }

    private JobStatusException refusal(ClientResponse response) {
        int status = response.statusCode().value();
        return switch (status) {
            case 401 -> new JobStatusException(Failure.CREDENTIALS_REJECTED, status, null);
            case 402, 403 -> new JobStatusException(Failure.ACCESS_DENIED, status, null);
            case 429 -> new JobStatusException(Failure.RATE_LIMITED, status,
                    RetryAfter.of(response.headers().asHttpHeaders(), clock));
            default -> new JobStatusException(
                    isLoop(response)
                            ? Failure.LOOP
                            : status >= 500 ? Failure.SERVER_ERROR : Failure.UNEXPECTED_STATUS,
                    status, null);
        };
    }

    /**
     * A gateway that meets its own question says so in its Proxy-Status (RFC 9209 section 2.3.32).
     */
    private static boolean isLoop(ClientResponse response) {
        return response.headers().header("Proxy-Status").stream()
                .anyMatch(value -> value.contains("proxy_loop_detected"));
    }

    private static Throwable failure(Throwable exception) {
        if (exception instanceof JobStatusException) {
            return exception;
        }
        Failure failure = TransportFailures.of(exception);
        return failure == null ? exception : new JobStatusException(failure);
    }
}
