package io.llamagate.job.watch;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Someone's interest in a job. Whoever has it pulls what was seen last, so that who is slow misses
 * what is outdated, and nothing queues. Safe for use by many threads.
 */
public final class Watch implements AutoCloseable {
    private final Watcher watcher;
    private final Consumer<Watch> listener;
    private final AtomicReference<@Nullable Round> untold = new AtomicReference<>();
    private volatile boolean closed;

    Watch(Watcher watcher, Consumer<Watch> listener) {
        this.watcher = watcher;
        this.listener = listener;
    }

    /** What was seen last. */
    public Sighting latest() {
        return watcher.latest();
    }

    /** To be called when whom it concerns knows what was seen last. */
    public void told() {
        replace(null);
    }

    /** Ends the interest; closing twice is closing once. */
    @Override
    public void close() {
        closed = true;
        watcher.leave(this);
        told();
    }

    /** There is news. */
    void tell(Round round) {
        replace(round);
        if (closed) {
            told();
        } else {
            listener.accept(this);
        }
    }

    private void replace(@Nullable Round round) {
        Round earlier = untold.getAndSet(round);
        if (earlier != null) {
            earlier.told();
        }
    }
}
