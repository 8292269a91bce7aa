package io.llamagate.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.llamagate.EventReader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;

/** What becomes of a question when the gateway is told to end. */
class ShutdownTests {
    private static final int SIGTERM_EXIT_CODE = 128 + 15;

    @Test
    void readinessGoesDownFirstThenWhatWasAcceptedIsAnswered() throws Exception {
        try (FaultyLlamaCloud llamaCloud = new FaultyLlamaCloud(null);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            llamaCloud.answersAfter(Duration.ofSeconds(2));
            Gateway gateway = new Gateway("http://127.0.0.1:" + llamaCloud.port());
            ApplicationAvailability availability = gateway.bean(ApplicationAvailability.class);
            Future<Integer> answer = threads.submit(() -> gateway.ask("bjb-1").statusCode());
            await().until(() -> !llamaCloud.questions().isEmpty());
            Future<?> ending = threads.submit(gateway::close);
            await().until(() -> availability
                    .getReadinessState() == ReadinessState.REFUSING_TRAFFIC);
            assertThat(isReady(gateway)).isFalse();
            assertThat(answer.isDone()).isFalse();
            assertThat(answer.get()).isEqualTo(200);
            ending.get();
        }
    }

    @Test
    void theProcessAnswersWhatItAcceptedAndEndsByItselfOnSigterm() throws Exception {
        try (FaultyLlamaCloud llamaCloud = new FaultyLlamaCloud(null);
                GatewayProcess gateway = GatewayProcess
                        .start("http://127.0.0.1:" + llamaCloud.port());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            llamaCloud.answersAfter(Duration.ofSeconds(1));
            Future<Integer> answer = threads.submit(() -> gateway.ask("bjb-1").statusCode());
            await().until(() -> !llamaCloud.questions().isEmpty());
            gateway.terminate();
            assertThat(answer.get()).isEqualTo(200);
            assertThat(gateway.exitCode(Duration.ofSeconds(20))).isEqualTo(SIGTERM_EXIT_CODE);
        }
    }

    /** A server that waits for its requests to end would wait for ever. */
    @Test
    void theProcessTellsReadersOfStreamsToComeBackAndEndsAtOnce() throws Exception {
        try (FaultyLlamaCloud llamaCloud = new FaultyLlamaCloud(null);
                GatewayProcess gateway = GatewayProcess
                        .start("http://127.0.0.1:" + llamaCloud.port());
                EventReader events = new EventReader(
                        gateway.address("/batch-jobs/bjb-1/events"))) {
            assertThat(events.next()).contains("event: status");
            gateway.terminate();
            assertThat(events.next()).matches("retry: \\d{3,4}\n");
            assertThat(events.next()).isNull();
            assertThat(gateway.exitCode(Duration.ofSeconds(10))).isEqualTo(SIGTERM_EXIT_CODE);
        }
    }

    @Test
    void whoWaitsForNewsIsAnsweredWithThePresentState() throws Exception {
        try (FaultyLlamaCloud llamaCloud = new FaultyLlamaCloud(null);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Gateway gateway = new Gateway("http://127.0.0.1:" + llamaCloud.port());
            Gauge waits = gateway.bean(MeterRegistry.class).get("llamagate.waits").gauge();
            Future<Integer> answer = threads
                    .submit(() -> gateway.ask("bjb-1", "Prefer", "wait=50").statusCode());
            await().until(() -> waits.value() == 1);
            gateway.close();
            assertThat(answer.get()).isEqualTo(200);
        }
    }

    private static boolean isReady(Gateway gateway) throws InterruptedException {
        try {
            return gateway.health("readiness").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
