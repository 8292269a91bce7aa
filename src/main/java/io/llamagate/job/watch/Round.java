package io.llamagate.job.watch;

import java.util.concurrent.atomic.AtomicInteger;

/** News on its way to all who watch a job. Safe for use by many threads. */
final class Round {
    private final AtomicInteger untold;
    private final Runnable end;

    /**
     * Begins.
     *
     * @param watches how many have to be told
     * @param end runs when the last one knows
     */
    Round(int watches, Runnable end) {
        this.untold = new AtomicInteger(watches);
        this.end = end;
    }

    /** One of them knows. */
    void told() {
        if (untold.decrementAndGet() == 0) {
            end.run();
        }
    }
}
