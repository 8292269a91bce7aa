package io.llamagate.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Ticker;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The cache before a LlamaCloud that answers when a test says so, in a time that tests move. */
public final class CacheFixture {
    public static final JobRef REF = new JobRef(new JobId("bjb-1"), null, null);
    public static final JobRef OTHER = new JobRef(new JobId("bjb-2"), null, null);
    public static final JobStatus RUNNING = status(JobState.RUNNING);
    public static final JobStatus COMPLETED = status(JobState.COMPLETED);

    private static final int MOST_WAITING = 200;

    private final List<CompletableFuture<JobAnswer>> fetches = new ArrayList<>();
    private final List<Urgency> urgencies = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private final StatsCounter stats = new ConcurrentStatsCounter();
    private final Fills fills;
    private final CachedJobStatuses statuses;
    private long now = Long.MAX_VALUE - 5;
    private long pausedUntil = now;

    private record Alarm(long at, FutureTask<?> action) {
    }

    private final class Source implements JobStatuses {
        @Override
        public CompletableFuture<JobAnswer> fetch(JobRef ref, Purpose purpose) {
            return CacheFixture.this.fetch(purpose.urgency());
        }

        @Override
        public Duration pauseLeft(JobRef ref) {
            return Duration.ofNanos(Math.max(0, pausedUntil - now));
        }
    }

    /** Nothing is known yet. */
    public CacheFixture() {
        this.fills = fills(new Source());
        this.statuses = over(fills);
    }

    static CacheProperties settings() {
        return settings(null);
    }

    static CacheProperties settings(@Nullable Duration staleWhileRevalidate) {
        return new CacheProperties(Duration.ofSeconds(2), Duration.ofHours(1),
                Duration.ofSeconds(1), staleWhileRevalidate, Duration.ofMinutes(10),
                Duration.ofSeconds(1), 100, DataSize.ofMegabytes(1));
    }

    /** Runs things later, in this time. */
    public Delay delay() {
        return this::alarm;
    }

    /** This time, in nanoseconds. */
    public Ticker ticker() {
        return () -> now;
    }

    /** The cache over another source, in the same time. */
    CachedJobStatuses over(JobStatuses source) {
        return over(fills(source));
    }

    private CachedJobStatuses over(Fills all) {
        return new CachedJobStatuses(all, new Freshness(settings()),
                new Waiters(MOST_WAITING, this::alarm), settings().softTimeout(), stats,
                () -> now, Tracing.OFF);
    }

    private Fills fills(JobStatuses source) {
        Freshness freshness = new Freshness(settings());
        AsyncCache<JobRef, Entry> cache = JobConfiguration.cache(settings(), freshness, stats);
        // The middle of the jitter.
        BackOff backOff = new BackOff(new FixedRandom(0.5));
        return new Fills(source, cache, freshness, backOff, () -> now);
    }

    /** The fetches of the same cache. */
    public JobFetches jobFetches() {
        return new JobFetches(fills, () -> now);
    }

    public CachedJobStatuses statuses() {
        return statuses;
    }

    StatsCounter stats() {
        return stats;
    }

    CompletableFuture<CachedAnswer> ask(JobRef ref) {
        return statuses.get(ref, Demand.NONE, null);
    }

    CompletableFuture<CachedAnswer> ask() {
        return ask(REF);
    }

    CompletableFuture<CachedAnswer> ask(Demand demand) {
        return statuses.get(REF, demand, null);
    }

    /** Asks and lets LlamaCloud answer so. */
    public void know(JobAnswer answer) {
        var _ = ask();
        arrives(answer);
    }

    /** LlamaCloud answers what it was asked last. */
    public void arrives(JobAnswer answer) {
        fetches.getLast().complete(answer);
    }

    /** LlamaCloud throttles the key for so long, whatever job it was asked about. */
    void pauses(Duration time) {
        pausedUntil = now + time.toNanos();
    }

    public void fails() {
        fails(new JobStatusException(Failure.SERVER_ERROR, 500, null));
    }

    public void fails(Failure failure) {
        fails(new JobStatusException(failure));
    }

    public void fails(Throwable failure) {
        fetches.getLast().completeExceptionally(failure);
    }

    /** How often LlamaCloud was asked. */
    public int fetches() {
        return fetches.size();
    }

    Urgency lastUrgency() {
        return urgencies.getLast();
    }

    public void passes(Duration time) {
        now += time.toNanos();
        alarms.stream().filter(alarm -> alarm.at - now <= 0).toList().forEach(alarm -> {
            alarms.remove(alarm);
            alarm.action().run();
        });
    }

    public void passes(long millis) {
        passes(Duration.ofMillis(millis));
    }

    private Future<?> alarm(Duration wait, Runnable action) {
        FutureTask<?> task = new FutureTask<>(action, null);
        alarms.add(new Alarm(now + wait.toNanos(), task));
        return task;
    }

    private CompletableFuture<JobAnswer> fetch(Urgency urgency) {
        CompletableFuture<JobAnswer> fetch = new CompletableFuture<>();
        fetches.add(fetch);
        urgencies.add(urgency);
        return fetch;
    }

    static JobStatus status(JobState state) {
        return status(state, 0);
    }

    /** One whose body tells both. */
    public static JobStatus status(JobState state, double percentage) {
        return new JobStatus(state, "proj-1", percentage,
                (state + " " + percentage).getBytes(UTF_8));
    }
}
