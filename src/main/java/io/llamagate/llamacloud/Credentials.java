package io.llamagate.llamacloud;

import io.llamagate.job.Urgency;
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
    private final ApiKeys keys;
    private final LimitsByKey limits;

    Credentials(ApiKeys keys, LimitsByKey limits) {
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        ApiKey key = keys.current();
        return exchange(key, request, next)
                .flatMap(response -> response.statusCode().isSameCodeAs(HttpStatus.UNAUTHORIZED)
                        ? askAgain(key, response, request, next)
                        : Mono.just(response));
    }

    private Mono<ClientResponse> askAgain(ApiKey refused, ClientResponse response,
            ClientRequest request, ExchangeFunction next) {
        return Mono.fromSupplier(() -> keys.insteadOf(refused))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(key -> key.equals(refused)
                        ? Mono.just(response)
                        : AnswerBody.discard(response).then(exchange(key, request, next)));
    }

    private Mono<ClientResponse> exchange(ApiKey key, ClientRequest request,
            ExchangeFunction next) {
        Urgency urgency = (Urgency) request.attribute(KeyLimits.URGENCY).orElseThrow();
        return limits.of(key).guard(urgency, next.exchange(ClientRequest.from(request)
                .headers(headers -> headers.setBearerAuth(key.value())).build()));
    }
}
