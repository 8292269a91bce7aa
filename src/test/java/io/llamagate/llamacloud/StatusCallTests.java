package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Purpose;
import io.llamagate.job.Urgency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a call makes of WebClient, without a connection. */
class StatusCallTests {
    private int subscriptions;

    @Test
    void readsTheBodyOnce() {
        Flux<DataBuffer> body = Flux.defer(() -> subscriptions++ == 0 ? status() : Flux.never());
        assertThat(answer(_ -> Mono.just(ClientResponse.create(HttpStatus.OK).body(body).build())))
                .isCompletedWithValueMatching(JobStatus.class::isInstance);
        assertThat(subscriptions).isEqualTo(1);
    }

    @Test
    void isNotMadeWhenNoTimeIsLeft() {
        CompletableFuture<JobAnswer> answer = answer(_ -> Mono.error(new AssertionError()),
                Duration.ZERO);
        assertThat(answer.exceptionNow()).isInstanceOfSatisfying(JobStatusException.class,
                failure -> assertThat(failure.failure()).isEqualTo(Failure.RESPONSE_TIMEOUT));
    }

    @Test
    void handsItsKeyToTheConnectionOnlySoThatNoFailureOfTheClientHoldsIt() {
        List<ClientRequest> asked = new ArrayList<>();
        answer(request -> {
            asked.add(request);
            return Mono.just(ClientResponse.create(HttpStatus.NOT_FOUND).build());
        }).join();
        assertThat(asked).singleElement()
                .satisfies(request -> assertThat(request.headers().headerNames()).isEmpty());
    }

    private static Flux<DataBuffer> status() {
        return Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(SeedStatus.bytes()));
    }

    private static CompletableFuture<JobAnswer> answer(ExchangeFunction llamaCloud) {
        return answer(llamaCloud, Duration.ofHours(1));
    }

    private static CompletableFuture<JobAnswer> answer(ExchangeFunction llamaCloud,
            Duration patience) {
        LlamaCloudProperties settings = Settings.at("https://llamacloud.example");
        LimitsByKey limits = new LimitsByKey(settings.budget(), TimeMeter.SYSTEM_NANOTIME,
                Clock.systemUTC());
        return new StatusCall(WebClient.builder().exchangeFunction(llamaCloud).build(),
                new Credentials(new ApiKeys(settings), limits), BaseUrl.of(settings),
                settings.responseTimeout(), new CallTimers(new SimpleMeterRegistry()),
                Clock.systemUTC())
                .answer(Adapter.JOB, new Purpose(Urgency.AWAITED, null), patience);
    }
}
