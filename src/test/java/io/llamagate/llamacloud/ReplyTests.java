package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** How long an answer is waited for. */
class ReplyTests {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void failsWhenItsTimeInAllIsOverThoughItMayTakeLongerOnceAskedFor() {
        Reply reply = new Reply(SHORT);
        reply.expectWithin(LONG);
        assertThat(Adapter.failure(reply).failure()).isEqualTo(Failure.RESPONSE_TIMEOUT);
    }

    @Test
    void failsWhenItTakesTooLongOnceAskedForAndTellsTheStatusThatWasSeen() {
        Reply reply = new Reply(LONG);
        reply.begins(200);
        reply.expectWithin(SHORT);
        assertThat(Adapter.failure(reply)).returns(Failure.RESPONSE_TIMEOUT,
                JobStatusException::failure).returns(200, JobStatusException::upstreamStatus);
    }

    @Test
    void endsItsCallBeforeItFails() {
        Disposable call = Disposables.single();
        Reply reply = new Reply(LONG);
        reply.disposeWhenOver(call);
        var seen = reply.handle((_, _) -> call.isDisposed());
        reply.expectWithin(SHORT);
        assertThat(seen.join()).isTrue();
    }

    @Test
    void endsItsCallWhenItHasCome() {
        Disposable call = Disposables.single();
        Reply reply = new Reply(LONG);
        reply.disposeWhenOver(call);
        reply.complete(new JobAnswer.NotFound());
        assertThat(call.isDisposed()).isTrue();
    }
}
