package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Purpose;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Adds the API key to what is sent, within its limits, and nothing else. When LlamaCloud refuses
 * the key and the file holds another by now, asks again with that one, so that nobody sees a
 * rotation.
 */
final class Credentials implements ExchangeFilterFunction {
    /** The attribute of a request that tells the name of the key to ask with. */
    static final String KEY = Credentials.class.getName() + ".key";

    private final ApiKeys keys;
    private final LimitsByKey limits;

    Credentials(ApiKeys keys, LimitsByKey limits) {
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        KeyEntry entry = keys.entry((String) request.attribute(KEY).orElseThrow());
        ApiKey key = entry.current();
        return exchange(key, request, next)
                .flatMap(response -> response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)
                        ? insteadOf(entry, key).flatMap(other -> AnswerBody.discard(response)
                                .then(exchange(other, request, next))).defaultIfEmpty(response)
                        : Mono.just(response))
                .onErrorResume(Credentials::isKeyRefused,
                        refusal -> insteadOf(entry, key)
                                .flatMap(other -> exchange(other, request, next))
                                .switchIfEmpty(Mono.error(refusal)));
    }

    /** Another key, if there is one by now. */
    private static Mono<ApiKey> insteadOf(KeyEntry entry, ApiKey refused) {
        return Mono.fromSupplier(() -> entry.insteadOf(refused))
                .subscribeOn(Schedulers.boundedElastic()).filter(key -> !key.equals(refused));
    }

    private static boolean isKeyRefused(Throwable exception) {
        return StatusCall.unwrapped(exception) instanceof JobStatusException refusal
                && refusal.failure() == Failure.KEY_REFUSED;
    }

    private Mono<ClientResponse> exchange(ApiKey key, ClientRequest request,
            ExchangeFunction next) {
        Purpose purpose = (Purpose) request.attribute(KeyLimits.PURPOSE).orElseThrow();
        KeyLimits keyLimits = limits.of(key);
        return keyLimits.guard(purpose, next.exchange(ClientRequest.from(request)
                .headers(headers -> headers.setBearerAuth(key.value()))
                // Runs on the connection, for which the request may have had to wait.
                .httpRequest(_ -> keyLimits.requireUsable()).build()));
    }
}
