package io.llamagate.llamacloud;

import static java.util.concurrent.CompletableFuture.failedFuture;

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
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks LlamaCloud's v1 API once for the status of a batch job (contract section 1). */
final class StatusCall {
    private static final String STATUS_PATH = "/api/v1/beta/batch-processing/";

    private final WebClient client;
    private final Credentials credentials;
    private final String baseUrl;
    private final Duration responseTimeout;
    private final CallTimers timers;
    private final Clock clock;

    /**
     * Takes what it asks with.
     *
     * @param client sends no key by itself
     * @param baseUrl LlamaCloud's address, without a trailing slash
     * @param responseTimeout the longest that an answer may take once it was asked for
     * @param timers count the calls
     * @param clock for dates that LlamaCloud names
     */
    StatusCall(WebClient client, Credentials credentials, String baseUrl, Duration responseTimeout,
            CallTimers timers, Clock clock) {
        this.client = client;
        this.credentials = credentials;
        this.baseUrl = baseUrl;
        this.responseTimeout = responseTimeout;
        this.timers = timers;
        this.clock = clock;
    }

    /**
     * The answer. The future ends with a {@link JobStatusException} if there is none.
     *
     * @param patience the longest that it may take in all, to within 100 ms
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

    /** How long nothing is asked about the job because LlamaCloud throttles its key, or zero. */
    Duration pauseLeft(JobRef ref) {
        return credentials.pauseLeft(ref.key());
    }

    /**
     * Leaves the reactive world as early as it can: each operator costs a call several steps, a
     * stage of a future one.
     */
    private CompletableFuture<JobAnswer> ask(URI address, Purpose purpose, ApiKey key,
            KeyLimits limits, Duration patience) {
        if (!patience.isPositive()) {
            return failedFuture(new JobStatusException(Failure.RESPONSE_TIMEOUT));
        }
        Reply reply = new Reply(patience);
        Disposable call = client.get().uri(address).httpRequest(request -> {
            // On the connection, for which the request may have had to wait.
            limits.requireUsable();
            authorize(request.getHeaders(), key, purpose);
            reply.expectWithin(responseTimeout);
        }).retrieve()
                // Or WebClient would make an exception of those from 400.
                .onStatus(status -> status.value() != 200, _ -> Mono.empty())
                .toEntityFlux((response, _) -> AnswerBody.parts(response)).flatMap(response -> {
                    int status = response.getStatusCode().value();
                    reply.begins(status);
                    if (status != 200) {
                        // Its body matters little, and is given up before this is over.
                        reply.expectWithin(AnswerBody.PATIENCE.multipliedBy(2));
                    }
                    limits.judge(response);
                    return read(response, limits);
                }).subscribe(reply::complete,
                        exception -> reply.completeExceptionally(failure(exception)));
        reply.disposeWhenOver(call);
        return reply;
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

    private Mono<JobAnswer> read(ResponseEntity<Flux<byte[]>> response, KeyLimits limits) {
        return switch (response.getStatusCode().value()) {
            case 200 -> AnswerBody.read(response).map(StatusBody::check);
            case 404 -> AnswerBody.discard(response).thenReturn(new JobAnswer.NotFound());
            case 422 -> AnswerBody.read(response).map(ValidationError::parse)
                    .timeout(AnswerBody.PATIENCE).onErrorReturn(new JobAnswer.Rejected(Set.of()))
                    .cast(JobAnswer.class);
            default -> AnswerBody.discard(response).then(Mono.error(refusal(response, limits)));
        };
    }

    private JobStatusException refusal(ResponseEntity<?> response, KeyLimits limits) {
        int status = response.getStatusCode().value();
        return switch (status) {
            case 401 -> new JobStatusException(Failure.CREDENTIALS_REJECTED, status, null);
            case 402, 403 -> new JobStatusException(Failure.ACCESS_DENIED, status, null);
            case 429 -> new JobStatusException(Failure.RATE_LIMITED, status, limits.pauseLeft());
            default -> new JobStatusException(
                    isLoop(response)
                            ? Failure.LOOP
                            : status >= 500 ? Failure.SERVER_ERROR : Failure.UNEXPECTED_STATUS,
                    status, RetryAfter.of(response.getHeaders(), clock));
        };
    }

    /**
     * A gateway that meets its own question says so in its Proxy-Status (RFC 9209 section 2.3.32).
     */
    private static boolean isLoop(ResponseEntity<?> response) {
        return response.getHeaders().getOrEmpty("Proxy-Status").stream()
                .anyMatch(value -> value.contains("proxy_loop_detected"));
    }

    private static Throwable failure(Throwable exception) {
        if (exception instanceof JobStatusException) {
            return exception;
        }
        if (exception.getCause() instanceof JobStatusException wrapped) {
            return wrapped;
        }
        Failure failure = TransportFailures.of(exception);
        return failure == null ? exception : new JobStatusException(failure);
    }
}
