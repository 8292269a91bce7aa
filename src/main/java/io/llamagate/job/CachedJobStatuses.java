package io.llamagate.job;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.llamagate.job.CachedAnswer.Lookup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future.State;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory while fresh, and merges all who ask the same meanwhile into one fetch.
 *
 * <p>
 * A fetch belongs to the gateway, not to the caller who happened to start it: no caller can cancel
 * it. Freshness is judged when an answer is read, so that one past it stays available until the
 * cache evicts it; a failed fetch leaves it in place. Safe for use by many threads, and takes no
 * lock to read.
 */
public final class CachedJobStatuses {
    private final JobStatuses source;
    private final AsyncCache<JobRef, Kept> cache;
    private final Freshness freshness;
    private final StatsCounter stats;
    private final Ticker ticker;

    /**
     * Takes what it works with.
     *
     * @param stats counts answers from memory as hits, and all others as misses
     * @param ticker the time in nanoseconds
     */
    CachedJobStatuses(JobStatuses source, AsyncCache<JobRef, Kept> cache, Freshness freshness,
            StatsCounter stats, Ticker ticker) {
        this.source = source;
        this.cache = cache;
        this.stats = stats;
        this.freshness = freshness;
        this.ticker = ticker;
    }

    /** The answer if a fresh one is at hand, otherwise null. Never waits, never starts a fetch. */
    public @Nullable CachedAnswer fresh(JobRef ref) {
        CompletableFuture<Kept> known = cache.asMap().get(ref);
        CachedAnswer fresh = known == null ? null : fresh(known);
        if (fresh != null) {
            stats.recordHits(1);
        }
        return fresh;
    }

    /**
     * The answer: a fresh one from memory, else that of the fetch under way, else of a new one. The
     * future ends with a {@link JobStatusException} when the fetch fails; it may be dropped or
     * cancelled without harm to others.
     */
    public CompletableFuture<CachedAnswer> get(JobRef ref) {
        CachedAnswer fresh = fresh(ref);
        if (fresh != null) {
            return CompletableFuture.completedFuture(fresh);
        }
        stats.recordMisses(1);
        return joinOrStart(ref);
    }

    private CompletableFuture<CachedAnswer> joinOrStart(JobRef ref) {
        while (true) {
            CompletableFuture<Kept> known = cache.asMap().get(ref);
            if (known == null) {
                Fill fill = new Fill(Lookup.MISS);
                if (cache.asMap().putIfAbsent(ref, fill) == null) {
                    return start(ref, fill, null);
                }
            } else if (!known.isDone()) {
                Fill fill = (Fill) known;
                return fill.thenApply(kept -> read(kept, fill.lookup, true));
            } else if (known.isCompletedExceptionally()) {
                cache.asMap().remove(ref, known);
            } else {
                CachedAnswer fresh = fresh(known);
                if (fresh != null) {
                    return CompletableFuture.completedFuture(fresh);
                }
                Fill fill = new Fill(Lookup.EXPIRED);
                if (cache.asMap().replace(ref, known, fill)) {
                    return start(ref, fill, known);
                }
            }
        }
    }

    private CompletableFuture<CachedAnswer> start(JobRef ref, Fill fill,
            @Nullable CompletableFuture<Kept> previous) {
        var _ = fetch(ref).thenApply(this::keep).whenComplete((kept, failure) -> {
            if (failure == null) {
                fill.complete(kept);
                return;
            }
            if (previous != null) {
                cache.asMap().replace(ref, fill, previous);
            }
            fill.completeExceptionally(
                    failure instanceof CompletionException ? failure.getCause() : failure);
        });
        return fill.thenApply(kept -> read(kept, fill.lookup, false));
    }

    /**
     * A defect of the source must end the fetch too, or everyone who joined it would wait forever.
     */
    private CompletableFuture<JobAnswer> fetch(JobRef ref) {
        try {
            return source.fetch(ref);
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Kept keep(JobAnswer answer) {
        return new Kept(answer, ticker.read(), freshness.of(answer));
    }

    private @Nullable CachedAnswer fresh(CompletableFuture<Kept> known) {
        if (known.state() != State.SUCCESS) {
            return null;
        }
        CachedAnswer read = read(known.resultNow(), Lookup.HIT, false);
        return read.isFresh() ? read : null;
    }

    private CachedAnswer read(Kept kept, Lookup lookup, boolean collapsed) {
        Duration age = Duration.ofNanos(ticker.read() - kept.receivedAt());
        return new CachedAnswer(kept.answer(), age, kept.lifetime(), lookup, collapsed);
    }

    /** A fetch under way and, once it ended well, the answer kept. */
    private static final class Fill extends CompletableFuture<Kept> {
        private final Lookup lookup;

        private Fill(Lookup lookup) {
            this.lookup = lookup;
        }
    }
}
