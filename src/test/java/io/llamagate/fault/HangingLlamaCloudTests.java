package io.llamagate.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** 300 callers ask about 300 jobs that nothing is known of while LlamaCloud hangs. */
class HangingLlamaCloudTests {
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);
    private static final int COLD_CALLERS = 300;

    /**
     * With 64 connections, five rounds of waiting would be 15 s; on a slow machine, all that is no
     * waiting takes a few seconds too.
     */
    private static final Duration ONE_ROUND = RESPONSE_TIMEOUT.multipliedBy(3);
    private static final int THREADS_BEFORE = ManagementFactory.getThreadMXBean().getThreadCount();

    private static FaultyLlamaCloud llamaCloud;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        llamaCloud = new FaultyLlamaCloud(null);
        gateway = new Gateway("http://127.0.0.1:" + llamaCloud.port(),
                "--llamagate.llamacloud.response-timeout=" + RESPONSE_TIMEOUT.toSeconds() + "s",
                "--llamagate.llamacloud.budget.burst=" + 2 * COLD_CALLERS);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            askAll(callers, "bjb-before-");
        }
        gateway.ask("bjb-warm");
        llamaCloud.fails(Fault.HANGS);
    }

    @AfterAll
    static void end() {
        gateway.close();
        llamaCloud.close();
    }

    @Test
    void allAreToldInTimeAndTheWarmJobIsAnsweredAtOnce() throws Exception {
        long start = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> cold = askAll(callers, "bjb-cold-");
            int threads = 0;
            while (cold.stream().anyMatch(caller -> !caller.isDone())) {
                // Who has an answer at hand never waits as long as who has none.
                assertThat(timed("bjb-warm")).isLessThan(RESPONSE_TIMEOUT);
                threads = Math.max(threads, ManagementFactory.getThreadMXBean().getThreadCount());
                Thread.sleep(50);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ONE_ROUND);
            assertThat(cold).allMatch(caller -> List.of(503, 504).contains(caller.resultNow()));
            assertThat(threads - THREADS_BEFORE).isLessThan(120);
        }
    }

    private static List<Future<Integer>> askAll(ExecutorService callers, String prefix) {
        return IntStream.range(0, COLD_CALLERS)
                .mapToObj(i -> callers.submit(() -> gateway.ask(prefix + i).statusCode()))
                .toList();
    }

    private static Duration timed(String job) throws IOException, InterruptedException {
        long start = System.nanoTime();
        assertThat(gateway.ask(job).statusCode()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
