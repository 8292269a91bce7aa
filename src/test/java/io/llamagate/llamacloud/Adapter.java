package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.JobStatuses;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.resources.ConnectionProvider;

/** The adapter as the gateway builds it, but for its settings. */
final class Adapter implements AutoCloseable {
    static final JobRef JOB = new JobRef(new JobId("bjb-1"), null, null);

    private final SimpleMeterRegistry calls = new SimpleMeterRegistry();
    private final ConnectionProvider connections;
    private final JobStatuses statuses;

    Adapter(LlamaCloudProperties settings) {
        this(settings, LlamaCloudConfiguration.connections(settings), new ApiKeys(settings));
    }

    Adapter(LlamaCloudProperties settings, ConnectionProvider connections, ApiKeys keys) {
        this.connections = connections;
        this.statuses = LlamaCloudConfiguration.jobStatuses(WebClient.builder(), connections,
                settings, keys, new CallTimers(calls), "1.2.3");
    }

    CompletableFuture<JobAnswer> ask(JobRef ref) {
        return statuses.fetch(ref).orTimeout(1, TimeUnit.MINUTES);
    }

    JobAnswer answer(JobRef ref) {
        return ask(ref).join();
    }

    JobAnswer answer() {
        return answer(JOB);
    }

    JobStatusException failure() {
        return failure(ask(JOB));
    }

    static JobStatusException failure(CompletableFuture<JobAnswer> question) {
        assertThat(question).failsWithin(Duration.ofMinutes(1));
        if (question.exceptionNow() instanceof JobStatusException failure) {
            return failure;
        }
        throw new AssertionError("A defect", question.exceptionNow());
    }

    void failsWith(Failure failure, @Nullable Integer upstreamStatus) {
        assertThat(failure()).returns(failure, JobStatusException::failure).returns(upstreamStatus,
                JobStatusException::upstreamStatus);
    }

    /** How many calls ended so. */
    long calls(String result) {
        return calls.timer("llamagate.upstream.calls", "result", result).count();
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
