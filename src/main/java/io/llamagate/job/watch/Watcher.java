package io.llamagate.job.watch;

import io.llamagate.job.Delay;
import io.llamagate.job.Failure;
import io.llamagate.job.JobFetches;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Kept;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks about one job while someone is interested in it and it is not finished, no more often than
 * helps, and tells all of them. A fetch that anyone else caused counts like its own. Safe for use
 * by many threads.
 */
final class Watcher {
    /** These only delay news; nothing is wrong as long as there is an answer at all. */
    private static final Set<Failure> BUSY = EnumSet.of(Failure.BUDGET_SPENT, Failure.OVERLOADED);

    private final JobRef ref;
    private final @Nullable String caller;
    private final Watchers all;
    private final JobFetches fetches;
    private final Delay delay;
    private final Pace pace;
    private final Set<Watch> watches = new HashSet<>();
    private volatile Sighting latest = Sighting.NOTHING;
    private @Nullable Future<?> next;
    private boolean ended;

    /**
     * Takes what it works with.
     *
     * @param caller in whose name it asks, or null where callers are not told apart
     * @param all where it belongs
     */
    Watcher(JobRef ref, @Nullable String caller, Watchers all, JobFetches fetches,
            Delay delay, Pace pace) {
        this.ref = ref;
        this.caller = caller;
        this.all = all;
        this.fetches = fetches;
        this.delay = delay;
        this.pace = pace;
    }

    /** What was seen last. */
    Sighting latest() {
        return latest;
    }

    /** Someone more is interested; null if it has ended, since nobody was any more. */
    @Nullable
    Watch join(Consumer<Watch> listener) {
        Watch watch = new Watch(this, listener);
        boolean first;
        synchronized (this) {
            if (ended) {
                return null;
            }
            first = watches.isEmpty();
            watches.add(watch);
        }
        if (first) {
            begin();
        }
        return watch;
    }

    /** Someone is not interested any more. */
    void leave(Watch watch) {
        synchronized (this) {
            watches.remove(watch);
            if (!watches.isEmpty()) {
                return;
            }
            ended = true;
            cancel();
        }
        all.remove(ref, this);
    }

    /** There is an answer. */
    void fetched(Kept kept) {
        if (see(new Sighting(kept, all.isStalled(kept), null))) {
            tell(kept);
        }
    }

    /** There is none. What is known stays, also what is past its freshness. */
    void failed(Throwable failure) {
        JobStatusException known = failure instanceof JobStatusException told ? told : null;
        boolean news;
        synchronized (this) {
            Sighting before = latest;
            Kept kept = before.kept() == null ? fetches.last(ref) : before.kept();
            boolean wrong = known != null
                    && (kept == null || !BUSY.contains(known.failure()));
            latest = new Sighting(kept, kept != null && all.isStalled(kept),
                    before.problem() != null || !wrong ? before.problem() : known);
            schedule(pace.afterFailure(known == null ? null : known.retryAfter()));
            news = !latest.tellsNoMoreThan(before);
        }
        if (news) {
            tell(null);
        }
    }

    /**
     * Begins with what is known. That a job was finished a while ago is no reason not to ask again
     * (docs/decisions/0009).
     */
    private void begin() {
        Kept kept = fetches.last(ref);
        Duration fresh = kept == null ? Duration.ZERO : all.freshnessLeft(kept);
        if (kept != null && (fresh.isPositive() || !kept.isFinal())) {
            synchronized (this) {
                // Unless a fetch has ended meanwhile.
                if (latest.kept() == null) {
                    latest = new Sighting(kept, all.isStalled(kept), null);
                }
            }
            tell(null);
        }
        if (!fresh.isPositive()) {
            ask();
        } else if (!latest.isFinal()) {
            schedule(fresh);
        }
    }

    private synchronized boolean see(Sighting sighting) {
        Sighting before = latest;
        latest = sighting;
        if (sighting.isFinal()) {
            cancel();
        } else if (sighting.kept() != null) {
            schedule(pace.after(sighting.kept(), !sighting.saysTheSameAs(before)));
        }
        return !sighting.tellsNoMoreThan(before);
    }

    private void ask() {
        JobStatusException obstacle = fetches.refresh(ref, caller);
        if (obstacle != null) {
            failed(obstacle);
        }
    }

    private synchronized void schedule(Duration wait) {
        cancel();
        if (!ended) {
            next = delay.after(wait, this::ask);
        }
    }

    private void cancel() {
        if (next != null) {
            next.cancel(false);
        }
    }

    /** @param arrived the answer that is the news, or null if it is something else */
    private void tell(@Nullable Kept arrived) {
        List<Watch> listeners;
        synchronized (this) {
            listeners = List.copyOf(watches);
        }
        all.tell(listeners, arrived);
    }
}
