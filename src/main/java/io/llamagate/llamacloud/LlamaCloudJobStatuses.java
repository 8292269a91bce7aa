package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.JobStatuses;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Asks LlamaCloud's v1 API for the status of a batch job (contract section 1). */
final class LlamaCloudJobStatuses implements JobStatuses {
    private static final String STATUS_PATH = "/api/v1/beta/batch-processing/";

    private final WebClient client;
    private final String baseUrl;
    private final Duration deadline;
    private final Clock clock;
    private final CallTimers timers;

    /**
     * Takes what it asks with.
     *
     * @param client knows LlamaCloud's key
     * @param baseUrl LlamaCloud's address, without a trailing slash
     * @param deadline the longest that one fetch may take in all
     * @param clock for dates that LlamaCloud names
     * @param timers count the calls
     */
    LlamaCloudJobStatuses(WebClient client, String baseUrl, Duration deadline, Clock clock,
            CallTimers timers) {
        this.client = client;
        this.baseUrl = baseUrl;
        this.deadline = deadline;
        this.clock = clock;
        this.timers = timers;
    }

    @Override
    public CompletableFuture<JobAnswer> fetch(JobRef ref) {
        CompletableFuture<JobAnswer> future = new CompletableFuture<>();
        long start = System.nanoTime();
        var _ = client.get().uri(address(ref)).exchangeToMono(this::read).timeout(deadline)
                .onErrorMap(LlamaCloudJobStatuses::failure).single()
                .doOnSuccess(answer -> timers.record(answer, System.nanoTime() - start))
                .doOnError(failure -> timers.record(failure, System.nanoTime() - start))
                .subscribe(future::complete, future::completeExceptionally);
        return future;
    }

    /** Nothing needs encoding: the grammar of ids has none of the characters that delimit a URI. */
    private URI address(JobRef ref) {
        StringBuilder address = new StringBuilder(baseUrl).append(STATUS_PATH).append(ref.job());
        append(address, '?', "project_id=", ref.project());
        append(address, ref.project() == null ? '?' : '&', "organization_id=", ref.organization());
        return URI.create(address.toString());
    }

    private static void append(StringBuilder address, char separator, String parameter,
            @Nullable String value) {
        if (value != null) {
            address.append(separator).append(parameter).append(value);
        }
    }

    private Mono<JobAnswer> read(ClientResponse response) {
        return switch (response.statusCode().value()) {
            case 200 -> AnswerBody.read(response).map(StatusBody::check);
            case 404 -> AnswerBody.discard(response).thenReturn(new JobAnswer.NotFound());
            case 422 -> AnswerBody.read(response).timeout(AnswerBody.PATIENCE)
                    .map(ValidationError::parse).onErrorReturn(new JobAnswer.Rejected(Set.of()))
                    .cast(JobAnswer.class);
            default -> AnswerBody.discard(response).then(Mono.error(() -> refusal(response)));
        };
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
