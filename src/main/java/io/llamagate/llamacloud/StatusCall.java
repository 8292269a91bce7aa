package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.Futures;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Purpose;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Asks LlamaCloud's v1 API once for the status of a batch job (contract section 1). */
final class StatusCall {
    private static final String STATUS_PATH = "/api/v1/beta/batch-processing/";

    private final WebClient client;
    private final Credentials credentials;
    private final String baseUrl;
    private final CallTimers timers;
    private final Clock clock;

    /**
     * Takes what it asks with.
     *
     * @param client sends no key by itself
     * @param baseUrl LlamaCloud's address, without a trailing slash
     * @param timers count the calls
     * @param clock for dates that LlamaCloud names
     */
    StatusCall(WebClient client, Credentials credentials, String baseUrl, CallTimers timers,
            Clock clock) {
        this.client = client;
        this.credentials = credentials;
        this.baseUrl = baseUrl;
        this.timers = timers;
        this.clock = clock;
    }

    /**
     * The answer. The future ends with a {@link JobStatusException} if there is none.
     *
     * @param patience the longest that it may take in all
     */
    CompletableFuture<JobAnswer> answer(JobRef ref, Purpose purpose, Duration patience) {
        long start = System.nanoTime();
        URI address = address(ref);
        return credentials
                .with(ref.key(), purpose,
                        (key, limits) -> ask(address, purpose, key, limits,
                                patience.minusNanos(System.nanoTime() - start)))
                .whenComplete((answer, exception) -> {
                    long nanos = System.nanoTime() - start;
                    if (exception == null) {
                        timers.record(answer, nanos);
                    } else {
                        timers.record(Futures.cause(exception), nanos);
                    }
                });
    }

    /**
     * Leaves the reactive world as early as it can: each operator costs a call several steps, a
     * stage of a future one.
     */
    private CompletableFuture<JobAnswer> ask(URI address, Purpose purpose, ApiKey key,
            KeyLimits limits, Duration patience) {
        CompletableFuture<JobAnswer> outcome = new CompletableFuture<>();
        var _ = client.get().uri(address).httpRequest(request -> {
            // On the connection, for which the request may have had to wait.
            limits.requireUsable();
            authorize(request.getHeaders(), key, purpose);
        }).exchangeToMono(response -> {
            limits.judge(response);
            // Who waits is told before WebClient tidies up.
            return read(response, limits).doOnNext(outcome::complete);
        })
                // Not timeout(), which spells out the whole chain for its message each time.
                .take(patience).subscribe(null,
                        exception -> outcome.completeExceptionally(failure(exception)),
                        () -> endWithoutAnswer(outcome));
        return outcome;
    }

    private static void endWithoutAnswer(CompletableFuture<JobAnswer> outcome) {
        if (!outcome.isDone()) {
            outcome.completeExceptionally(new JobStatusException(Failure.RESPONSE_TIMEOUT));
        }
    }

    private static void authorize(HttpHeaders headers, ApiKey key, Purpose purpose) {
        headers.setBearerAuth(key.value());
        if (purpose.traceparent() != null) {
            headers.set("traceparent", purpose.traceparent());
        }
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

    private Mono<JobAnswer> read(ClientResponse response, KeyLimits limits) {
        return switch (response.statusCode().value()) {
            case 200 -> AnswerBody.read(response, StatusBody::check);
            case 404 -> AnswerBody.discard(response).thenReturn(new JobAnswer.NotFound());
            case 422 -> AnswerBody.read(response, ValidationError::parse)
                    .timeout(AnswerBody.PATIENCE).onErrorReturn(new JobAnswer.Rejected(Set.of()))
                    .cast(JobAnswer.class);
            default -> AnswerBody.discard(response).then(Mono.error(refusal(response, limits)));
        };
    }

    private JobStatusException refusal(ClientResponse response, KeyLimits limits) {
        int status = response.statusCode().value();
        return switch (status) {
            case 401 -> new JobStatusException(Failure.CREDENTIALS_REJECTED, status, null);
            case 402, 403 -> new JobStatusException(Failure.ACCESS_DENIED, status, null);
            case 429 -> new JobStatusException(Failure.RATE_LIMITED, status, limits.pauseLeft());
            default -> new JobStatusException(
                    isLoop(response)
                            ? Failure.LOOP
                            : status >= 500 ? Failure.SERVER_ERROR : Failure.UNEXPECTED_STATUS,
                    status, RetryAfter.of(response.headers().asHttpHeaders(), clock));
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
        if (exception instanceof WebClientRequestException
                && exception.getCause() instanceof JobStatusException wrapped) {
            return wrapped;
        }
        Failure failure = TransportFailures.of(exception);
        return failure == null ? exception : new JobStatusException(failure);
    }
}
