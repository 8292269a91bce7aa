package io.llamagate.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    private static boolean isReady(Gateway gateway) throws InterruptedException {
        try {
            return gateway.health("readiness").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
