package io.llamagate.job.web;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets go of all requests that are held open when the gateway is told to end, before the server
 * begins to wait for its requests: that would last until they end by themselves. A context that is
 * started again holds requests again.
 */
@Component
class WatchLifecycle implements SmartLifecycle {
    private final LongPolls polls;
    private final EventStreams streams;
    private volatile boolean running;

    WatchLifecycle(LongPolls polls, EventStreams streams) {
        this.polls = polls;
        this.streams = streams;
    }

    @Override
    public void start() {
        polls.begin();
        streams.begin();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        polls.end();
        streams.end();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
