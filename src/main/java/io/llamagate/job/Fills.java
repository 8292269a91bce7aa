package io.llamagate.job;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What is known of every job, and the fetches under way: at most one per job, and after a failure
 * none for a while. A fetch that fails leaves what was known before. Safe for use by many threads.
 */
final class Fills {
    private final JobStatuses source;
    private final AsyncCache<JobRef, Entry> cache;
    private final ConcurrentMap<JobRef, CompletableFuture<Entry>> fills;
    private final Freshness freshness;
    private final BackOff backOff;
    private final Ticker ticker;
    private final List<Observer> observers = new CopyOnWriteArrayList<>();
    private volatile long lastSuccess;

    /**
     * Takes what it works with.
     *
     * @param cache for this object alone, which tidies it up
     * @param ticker the time in nanoseconds
     */
    Fills(JobStatuses source, AsyncCache<JobRef, Entry> cache, Freshness freshness,
            BackOff backOff, Ticker ticker) {
        this.source = source;
        this.cache = cache;
        this.fills = cache.asMap();
        this.freshness = freshness;
        this.backOff = backOff;
        this.ticker = ticker;
        this.lastSuccess = ticker.read();
    }

    /** Tells the observer how every fetch ends from now on. */
    void observe(Observer observer) {
        observers.add(observer);
    }

    /** The last fetch about the job, under way or ended, or null if there was none. */
    @Nullable
    Fill last(JobRef ref) {
        return (Fill) fills.get(ref);
    }

    /**
     * Why the job is not asked about now, with the time until it can be, or null if it can be. Any
     * success ends the wait of all jobs but for its first second: LlamaCloud is back, yet a job
     * that fails alone must not be asked about at every question.
     */
    @Nullable
    JobStatusException obstacle(Entry entry, long now) {
        Setback setback = entry.setback();
        if (setback == null) {
            return null;
        }
        Duration left = setback.left(now);
        if (setback.at() - lastSuccess < 0) {
            Duration least = Freshness.FLOOR.minusNanos(now - setback.at());
            left = left.compareTo(least) < 0 ? left : least;
        }
        return left.isPositive() ? setback.failure().withRetryAfter(left) : null;
    }

    /** How long nobody can be asked about the job, as {@link JobStatuses#pauseLeft} tells. */
    Duration pauseLeft(JobRef ref) {
        return source.pauseLeft(ref);
    }

    /**
     * Starts a fetch unless another was first.
     *
     * @param last what {@link #last} gave, ended or null
     * @return the fetch, or null if {@link #last} would give something else by now
     */
    @Nullable
    Fill start(JobRef ref, @Nullable Fill last, Purpose purpose) {
        Entry before = last == null ? Entry.EMPTY : last.entry();
        Fill fill = new Fill(before, ticker.read());
        boolean first = last == null
                ? fills.putIfAbsent(ref, fill) == null
                : fills.replace(ref, last, fill);
        if (!first) {
            return null;
        }
        var _ = fetch(ref, purpose).thenApply(answer -> known(before.kept(), answer))
                .whenComplete((kept, failure) -> {
                    if (failure == null) {
                        fill.end(new Entry(kept, null));
                        observers.forEach(observer -> observer.fetched(ref, kept));
                    } else {
                        fail(ref, fill, before, Futures.cause(failure));
                    }
                });
        // While LlamaCloud is at it; when it has answered, callers wait (docs/decisions/0019).
        cache.synchronous().cleanUp();
        return fill;
    }

    /**
     * A defect of the source must end the fetch too, or everyone who joined it would wait forever.
     */
    private CompletableFuture<JobAnswer> fetch(JobRef ref, Purpose purpose) {
        try {
            return source.fetch(ref, purpose);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Kept known(@Nullable Kept before, JobAnswer answer) {
        long now = ticker.read();
        lastSuccess = now;
        return Kept.after(before, answer, now, freshness.of(answer));
    }

    private void fail(JobRef ref, Fill fill, Entry before, Throwable failure) {
        Entry after = failure instanceof JobStatusException known && known.failure().wasAsked()
                ? new Entry(before.kept(), setback(before.setback(), known))
                : before;
        if (after.equals(Entry.EMPTY)) {
            fills.remove(ref, fill);
        } else {
            fills.replace(ref, fill, Fill.ended(after));
        }
        fill.completeExceptionally(failure);
        observers.forEach(observer -> observer.failed(ref, failure));
    }

    private Setback setback(@Nullable Setback before, JobStatusException failure) {
        int count = before == null || before.at() - lastSuccess < 0 ? 1 : before.count() + 1;
        return new Setback(failure, count, ticker.read(),
                backOff.after(count, failure.retryAfter()));
    }
}
