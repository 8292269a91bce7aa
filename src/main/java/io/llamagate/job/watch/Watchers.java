package io.llamagate.job.watch;

import com.github.benmanes.caffeine.cache.Ticker;
import io.llamagate.job.Delay;
import io.llamagate.job.JobFetches;
import io.llamagate.job.JobRef;
import io.llamagate.job.Kept;
import io.llamagate.job.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Watches jobs: one watcher for each, however many are interested. Safe for many threads. */
public final class Watchers implements Observer {
    private final ConcurrentMap<JobRef, Watcher> watchers = new ConcurrentHashMap<>();
    private final JobFetches fetches;
    private final Duration stalledAfter;
    private final Delay delay;
    private final RandomGenerator random;
    private final Ticker ticker;
    private final Executor tellers;
    private final Timer delivery;

    /**
     * Takes what it works with.
     *
     * @param delay when to ask next
     * @param random spreads the questions
     * @param ticker the time in nanoseconds
     * @param tellers run listeners
     */
    Watchers(JobFetches fetches, Duration stalledAfter, Delay delay, RandomGenerator random,
            Ticker ticker, Executor tellers, MeterRegistry registry) {
        this.fetches = fetches;
        this.stalledAfter = stalledAfter;
        this.delay = delay;
        this.random = random;
        this.ticker = ticker;
        this.tellers = tellers;
        this.delivery = Timer.builder("llamagate.watch.delivery")
                .description("From the receipt of an answer until the last one who watches the job"
                        + " was told")
                .register(registry);
        registry.gauge("llamagate.watchers", watchers, ConcurrentMap::size);
    }

    /**
     * Begins to watch a job. What is known already can be had at once; of all later news the
     * listener hears, one call at a time for each piece of news.
     *
     * @param caller in whose name to ask, or null where callers are not told apart
     * @param listener must not block
     */
    public Watch watch(JobRef ref, @Nullable String caller, Consumer<Watch> listener) {
        while (true) {
            Watch watch = watchers.computeIfAbsent(ref, _ -> new Watcher(ref, caller, this,
                    fetches, delay, new Pace(random))).join(listener);
            if (watch != null) {
                return watch;
            }
        }
    }

    /** The present time, in the ticker's nanoseconds. */
    public long now() {
        return ticker.read();
    }

    /** How long ago an answer was received. */
    public Duration age(Kept kept) {
        return kept.age(ticker.read());
    }

    /** How much freshness an answer has left, negative when it is over. */
    public Duration freshnessLeft(Kept kept) {
        return kept.lifetime().minus(age(kept));
    }

    @Override
    public void fetched(JobRef ref, Kept kept) {
        Watcher watcher = watchers.get(ref);
        if (watcher != null) {
            watcher.fetched(kept);
        }
    }

    @Override
    public void failed(JobRef ref, Throwable failure) {
        Watcher watcher = watchers.get(ref);
        if (watcher != null) {
            watcher.failed(failure);
        }
    }

    boolean isStalled(Kept kept) {
        return kept.progress() != null && kept.progress().hasStalled(age(kept), stalledAfter);
    }

    void remove(JobRef ref, Watcher watcher) {
        watchers.remove(ref, watcher);
    }

    /** @param arrived the answer that is the news, or null if it is something else */
    void tell(List<Watch> watches, @Nullable Kept arrived) {
        tellers.execute(() -> {
            Round round = new Round(watches.size(), () -> {
                if (arrived != null) {
                    delivery.record(ticker.read() - arrived.receivedAt(), TimeUnit.NANOSECONDS);
                }
            });
            watches.forEach(watch -> watch.tell(round));
        });
    }
}
