package io.llamagate.job;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What is known of jobs, and the fetches about them, for who follows jobs instead of asking for
 * answers; the same fetches that {@link CachedJobStatuses} shares among callers. Safe for use by
 * many threads.
 */
public final class JobFetches {
    private final Fills fills;
    private final Ticker ticker;

    /** Takes the time in nanoseconds. */
    JobFetches(Fills fills, Ticker ticker) {
        this.fills = fills;
        this.ticker = ticker;
    }

    /** The last answer about the job whatever its age, or null if none is remembered. */
    public @Nullable Kept last(JobRef ref) {
        Fill last = fills.last(ref);
        return last == null ? null : last.entry().kept();
    }

    /** Tells the observer how every fetch ends from now on. */
    public void observe(Observer observer) {
        fills.observe(observer);
    }

    /**
     * Sees to it that the job is asked about now, for someone who waits for news of it. Observers
     * hear what comes of it.
     *
     * @param caller the name of who waits, or null where callers are not told apart
     * @return null if a fetch is under way, else why the job is not asked about, with the time
     *         until it can be
     */
    public @Nullable JobStatusException refresh(JobRef ref, @Nullable String caller) {
        while (true) {
            Fill last = fills.last(ref);
            if (last != null && !last.isDone()) {
                return null;
            }
            Entry entry = last == null ? Entry.EMPTY : last.entry();
            JobStatusException obstacle = fills.obstacle(entry, ticker.read());
            if (obstacle != null || fills.start(ref, last,
                    new Purpose(Urgency.of(entry.kept(), true), caller)) != null) {
                return obstacle;
            }
        }
    }
}
