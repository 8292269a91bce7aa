package io.llamagate.job;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A fetch about a job, under way or ended; the cache holds one per job. Until it has ended, what
 * was known before counts. Safe for use by many threads.
 */
final class Fill extends CompletableFuture<Entry> {
    private final long startedAt;
    private volatile @Nullable Entry before;

    /** One that starts now, in the ticker's nanoseconds, and may change what is known. */
    Fill(Entry before, long startedAt) {
        this.before = before;
        this.startedAt = startedAt;
    }

    /** One that has ended, so that this is known. */
    static Fill ended(Entry entry) {
        Fill fill = new Fill(entry, 0);
        fill.end(entry);
        return fill;
    }

    /** When it started, in the ticker's nanoseconds. */
    long startedAt() {
        return startedAt;
    }

    /** What is known now. */
    Entry entry() {
        Entry earlier = before;
        return !isDone() && earlier != null
                ? earlier
                : state() == State.SUCCESS ? resultNow() : Entry.EMPTY;
    }

    /** Ends it well. */
    void end(Entry entry) {
        complete(entry);
        before = null;
    }
}
