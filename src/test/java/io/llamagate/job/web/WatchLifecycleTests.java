package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class WatchLifecycleTests {
    private final LongPolls polls = mock();
    private final EventStreams streams = mock();
    private final WatchLifecycle lifecycle = new WatchLifecycle(polls, streams);

    @Test
    void letsGoOfRequestsBeforeTheServerWaitsForThem() {
        assertThat(lifecycle.getPhase())
                .isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    @Test
    void holdsRequestsAgainWhenItIsStartedAgain() {
        lifecycle.start();
        lifecycle.stop();
        lifecycle.start();
        InOrder order = inOrder(polls, streams);
        order.verify(polls).end();
        order.verify(streams).end();
        order.verify(polls).begin();
        order.verify(streams).begin();
    }
}
