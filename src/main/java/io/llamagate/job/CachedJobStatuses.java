package io.llamagate.job;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.llamagate.job.CachedAnswer.Lookup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Answers from memory while that is good enough for the caller, and merges all who ask the same
 * meanwhile into one fetch.
 *
 * <p>
 * A fetch belongs to the gateway, not to the caller who happened to start it: no caller can cancel
 * it. An answer past its freshness is served while a newer one is fetched, and instead of a
 * failure; {@link Freshness} says to whom and how long. Safe for use by many threads, and takes no
 * lock to read.
 */
public final class CachedJobStatuses {
    private final Fills fills;
    private final Freshness freshness;
    private final Waiters waiters;
    private final Duration softTimeout;
    private final StatsCounter stats;
    private final Ticker ticker;
    private final Tracing tracing;

    /**
     * Takes what it works with.
     *
     * @param softTimeout the longest wait of a caller for whom an older answer is at hand, counted
     *        from the start of the fetch
     * @param stats counts answers from memory as hits, and all others as misses
     * @param ticker the time in nanoseconds
     * @param tracing follows what is looked up
     */
    CachedJobStatuses(Fills fills, Freshness freshness, Waiters waiters, Duration softTimeout,
            StatsCounter stats, Ticker ticker, Tracing tracing) {
        this.fills = fills;
        this.freshness = freshness;
        this.waiters = waiters;
        this.softTimeout = softTimeout;
        this.stats = stats;
        this.ticker = ticker;
        this.tracing = tracing;
    }

    /** The answer if a fresh one is at hand, otherwise null. Never waits, never starts a fetch. */
    public @Nullable CachedAnswer fresh(JobRef ref) {
        Fill last = fills.last(ref);
        Kept kept = last == null ? null : last.entry().kept();
        long now = ticker.read();
        if (kept == null || !freshness.satisfies(kept, kept.age(now), Demand.NONE)) {
            return null;
        }
        CachedAnswer answer = hit(ref, kept, now, null);
        tracing.found(answer);
        return answer;
    }

    /**
     * The answer: one from memory that is good enough for the caller, else that of the fetch under
     * way, else of a new one, else the one from memory after all. The future ends with a
     * {@link JobStatusException} when there is none; it may be dropped or cancelled without harm to
     * others.
     *
     * @param caller the name of who asks, or null where callers are not told apart
     */
    public CompletableFuture<CachedAnswer> get(JobRef ref, Demand demand,
            @Nullable String caller) {
        return tracing.lookUp(() -> lookUp(ref, demand, caller));
    }

    private CompletableFuture<CachedAnswer> lookUp(JobRef ref, Demand demand,
            @Nullable String caller) {
        while (true) {
            Fill last = fills.last(ref);
            Entry entry = last == null ? Entry.EMPTY : last.entry();
            Kept kept = entry.kept();
            long now = ticker.read();
            if (kept != null && freshness.satisfies(kept, kept.age(now), demand)) {
                return completedFuture(hit(ref, kept, now, null));
            }
            boolean usable = kept != null
                    && freshness.servesWhileRevalidating(kept, kept.age(now), demand);
            boolean running = last != null && !last.isDone();
            JobStatusException obstacle = fills.obstacle(entry, now);
            if (obstacle == null && !usable && !running) {
                obstacle = waiters.obstacle();
            }
            if (obstacle == null && !demand.onlyIfCached()) {
                Fill fill = running
                        ? last
                        : fills.start(ref, last, new Purpose(Urgency.of(kept, !usable), caller));
                if (fill == null) {
                    continue;
                }
                if (!usable) {
                    if (running) {
                        tracing.joined(ref);
                    }
                    return await(ref, fill, entry, demand, running);
                }
            }
            return kept != null && usable
                    ? completedFuture(hit(ref, kept, now, obstacle))
                    : instead(ref, kept, demand, obstacle);
        }
    }

    /**
     * The answer to a caller for whom what is known of the job counts no longer than that a job is
     * missing, and stands in for no failure. Ends as {@link #get} does.
     *
     * @param caller the name of who asks, or null where callers are not told apart
     */
    public CompletableFuture<CachedAnswer> anew(JobRef ref, @Nullable String caller) {
        return get(ref, new Demand(memoryOfMissing(), null, null, null, false), caller);
    }

    /** How long it is remembered that a job is missing. */
    public Duration memoryOfMissing() {
        return freshness.of(new JobAnswer.NotFound());
    }

    /** The answer when nobody may be asked: because of the obstacle or, without one, the caller. */
    private CompletableFuture<CachedAnswer> instead(JobRef ref, @Nullable Kept kept,
            Demand demand, @Nullable JobStatusException obstacle) {
        if (kept != null && obstacle != null && servesOnError(kept, demand)) {
            return completedFuture(hit(ref, kept, ticker.read(), obstacle));
        }
        stats.recordMisses(1);
        return failedFuture(obstacle == null || demand.onlyIfCached()
                ? new JobStatusException(Failure.NOT_CACHED)
                : obstacle);
    }

    private CompletableFuture<CachedAnswer> await(JobRef ref, Fill fill, Entry before,
            Demand demand, boolean collapsed) {
        Kept kept = before.kept();
        Lookup lookup = Lookup.of(kept, ticker.read());
        if (kept == null || !servesOnError(kept, demand)) {
            stats.recordMisses(1);
            return waiters.await(fill).thenApply(entry -> fetched(ref, entry, lookup, collapsed));
        }
        if (before.setback() != null && !fill.isDone()) {
            return completedFuture(
                    hit(ref, kept, ticker.read(), before.setback().failure().withRetryAfter(null)));
        }
        Duration patience = softTimeout.minusNanos(ticker.read() - fill.startedAt());
        if (!patience.isPositive() && !fill.isDone()) {
            return completedFuture(hit(ref, kept, ticker.read(), Waiters.overrun()));
        }
        stats.recordMisses(1);
        return waiters.await(fill, patience).handle((entry, failure) -> failure == null
                ? fetched(ref, entry, lookup, collapsed)
                : instead(ref, kept, failure, lookup, collapsed));
    }

    private boolean servesOnError(Kept kept, Demand demand) {
        return freshness.servesOnError(kept, kept.age(ticker.read()), demand);
    }

    /** The answer to a caller whose fetch failed, and why it is an old one. */
    private CachedAnswer instead(JobRef ref, Kept kept, Throwable failure, Lookup lookup,
            boolean collapsed) {
        Throwable cause = Futures.cause(failure);
        if (!(cause instanceof JobStatusException known)) {
            throw new CompletionException(cause);
        }
        boolean asked = known.failure().wasAsked();
        return answer(ref, kept, ticker.read(), asked ? lookup : Lookup.HIT, asked && collapsed,
                known);
    }

    private CachedAnswer fetched(JobRef ref, Entry entry, Lookup lookup, boolean collapsed) {
        return answer(ref, requireNonNull(entry.kept()), ticker.read(), lookup, collapsed, null);
    }

    private CachedAnswer hit(JobRef ref, Kept kept, long now,
            @Nullable JobStatusException insteadOf) {
        stats.recordHits(1);
        return answer(ref, kept, now, Lookup.HIT, false, insteadOf);
    }

    private CachedAnswer answer(JobRef ref, Kept kept, long now, Lookup lookup, boolean collapsed,
            @Nullable JobStatusException insteadOf) {
        return new CachedAnswer(kept.answer(), kept.age(now), kept.lifetime(),
                fills.pauseLeft(ref), lookup, collapsed, insteadOf, kept.progress());
    }
}
