package io.llamagate.llamacloud;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Adds the API key to what is sent, and nothing else. When LlamaCloud refuses the key and the file
 * holds another by now, asks again with that one, so that nobody sees a rotation.
 */
final class Credentials implements ExchangeFilterFunction {
    private final ApiKeys keys;

    Credentials(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        ApiKey key = keys.current();
        return next.exchange(with(key, request))
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
                        : AnswerBody.discard(response).then(next.exchange(with(key, request))));
    }

    private static ClientRequest with(ApiKey key, ClientRequest request) {
        return ClientRequest.from(request).headers(headers -> headers.setBearerAuth(key.value()))
                .build();
    }
}
