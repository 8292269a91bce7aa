package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedJobStatuses;
import io.llamagate.job.Delay;
import io.llamagate.job.JobRef;
import io.llamagate.job.watch.Places;
import io.llamagate.job.watch.Watch;
import io.llamagate.job.watch.WatchProperties;
import io.llamagate.job.watch.Watchers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds requests that prefer to wait until there is news of a job, without a thread for each. A
 * request that was held goes through the controller once more, to be answered like any other. Safe
 * for use by many threads.
 */
@Component
class LongPolls {
    private static final String RESUMED_AT = LongPolls.class.getName() + ".resumedAt";

    private final CachedJobStatuses statuses;
    private final Watchers watchers;
    private final Callers callers;
    private final Places places;
    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    LongPolls(CachedJobStatuses statuses, Watchers watchers, Callers callers,
            WatchProperties settings, MeterRegistry registry) {
        this.statuses = statuses;
        this.watchers = watchers;
        this.callers = callers;
        this.places = new Places(settings.waits().most(), settings.waits().mostPerCaller());
        registry.gauge("llamagate.waits", places, Places::taken);
    }

    /** When a request that was held went on, in nanoseconds, or the other time if it was not. */
    static long resumedAt(ServletRequest request, long otherwise) {
        return request.getAttribute(RESUMED_AT) instanceof Long time ? time : otherwise;
    }

    /** Whether the request was held and is to be answered now. */
    static boolean wasHeld(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ASYNC;
    }

    /**
     * Holds the request until there is news, for so long at most.
     *
     * @return false if it is to be answered at once
     * @throws TooManyHeldException if too many are held already
     */
    boolean hold(HttpServletRequest request, HttpServletResponse response, JobRef ref,
            Caller caller, Duration wait) {
        LongPoll poll = new LongPoll(caller.projects(), KnownTags.of(request),
                kept -> watchers.freshnessLeft(kept).isPositive());
        CachedAnswer fresh = statuses.fresh(ref);
        if (ending || (fresh != null && poll.isNews(fresh.answer()))) {
            return false;
        }
        String name = callers.nameOf(caller);
        if (!places.take(name)) {
            throw new TooManyHeldException("Too many requests wait already.");
        }
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        new Held(async, name).begin(ref, poll, wait);
        return true;
    }

    /** Holds requests, again if it had ended. */
    void begin() {
        ending = false;
    }

    /** Lets all go on to be answered, and holds no more. */
    void end() {
        ending = true;
        held.forEach(Held::end);
    }

    /** A request that is held. */
    private final class Held {
        private final AsyncContext async;
        private final @Nullable String caller;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile @Nullable Watch watch;
        private volatile @Nullable Future<?> timer;

        private Held(AsyncContext async, @Nullable String caller) {
            this.async = async;
            this.caller = caller;
        }

        private void begin(JobRef ref, LongPoll poll, Duration wait) {
            held.add(this);
            timer = Delay.SYSTEM.after(wait, this::end);
            watch = watchers.watch(ref, caller, seen -> look(poll, seen));
            look(poll, watch);
            if (ending || over.get()) {
                end();
                release();
            }
        }

        private void look(LongPoll poll, Watch seen) {
            if (poll.isOver(seen)) {
                end();
            } else {
                // This is no news to who waits for another.
                seen.told();
            }
        }

        private void end() {
            if (over.compareAndSet(false, true)) {
                held.remove(this);
                places.leave(caller);
                release();
                async.getRequest().setAttribute(RESUMED_AT, System.nanoTime());
                Completion.unlessEnded(async::dispatch);
            }
        }

        /** Twice if the end came before the begin was done; that does no harm. */
        private void release() {
            if (watch != null) {
                watch.close();
            }
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }
}
