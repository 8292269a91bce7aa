package io.llamagate.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.llamagate.job.CachedAnswer.Lookup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CachedJobStatusesTests {
    private static final JobRef REF = new JobRef(new JobId("bjb-1"), null, null);
    private static final JobStatus RUNNING = new JobStatus(JobState.RUNNING, "{}".getBytes(UTF_8));
    private static final JobStatus COMPLETED = new JobStatus(JobState.COMPLETED,
            "{}".getBytes(UTF_8));
    private static final CacheProperties SETTINGS = new CacheProperties(Duration.ofSeconds(2),
            Duration.ofHours(1), Duration.ofSeconds(1), 100, DataSize.ofMegabytes(1));

    private final List<CompletableFuture<JobAnswer>> fetches = new ArrayList<>();
    private long now = Long.MAX_VALUE - 5;
    private final StatsCounter stats = new ConcurrentStatsCounter();
    private final CachedJobStatuses statuses = new CachedJobStatuses(_ -> fetch(),
            JobConfiguration.cache(SETTINGS, stats), new Freshness(SETTINGS), stats, () -> now);

    @Test
    void asksOnceAboutAColdJob() {
        CompletableFuture<CachedAnswer> answer = statuses.get(REF);
        arrives(RUNNING);
        assertThat(answer.join()).isEqualTo(new CachedAnswer(RUNNING, Duration.ZERO,
                Duration.ofSeconds(2), Lookup.MISS, false));
    }

    @Test
    void answersFromMemoryWhileFresh() {
        know(RUNNING);
        passes(Duration.ofMillis(1999));
        assertThat(statuses.get(REF).join()).isEqualTo(new CachedAnswer(RUNNING,
                Duration.ofMillis(1999), Duration.ofSeconds(2), Lookup.HIT, false));
        assertThat(fetches).hasSize(1);
    }

    @Test
    void asksAgainOnceTheFreshnessIsOver() {
        know(RUNNING);
        passes(Duration.ofSeconds(2));
        CompletableFuture<CachedAnswer> answer = statuses.get(REF);
        arrives(COMPLETED);
        assertThat(answer.join()).returns(Lookup.EXPIRED, CachedAnswer::lookup).returns(COMPLETED,
                CachedAnswer::answer);
    }

    @Test
    void countsFreshnessFromTheReceiptNotFromTheQuestion() {
        CompletableFuture<CachedAnswer> answer = statuses.get(REF);
        passes(Duration.ofSeconds(10));
        arrives(RUNNING);
        assertThat(answer.join().age()).isEqualTo(Duration.ZERO);
        assertThat(statuses.fresh(REF)).isNotNull();
    }

    @Test
    void mergesAllWhoAskMeanwhileIntoOneFetch() {
        List<CompletableFuture<CachedAnswer>> answers = IntStream.range(0, 200)
                .mapToObj(_ -> statuses.get(REF)).toList();
        arrives(RUNNING);
        assertThat(answers).extracting(answer -> answer.join().collapsed()).first()
                .isEqualTo(false);
        assertThat(answers.subList(1, 200)).allMatch(answer -> answer.join().collapsed());
        assertThat(fetches).hasSize(1);
    }

    @Test
    void mergesOnAnExpiredAnswerToo() {
        know(RUNNING);
        passes(Duration.ofSeconds(2));
        ask();
        CompletableFuture<CachedAnswer> second = statuses.get(REF);
        arrives(RUNNING);
        assertThat(second.join()).returns(Lookup.EXPIRED, CachedAnswer::lookup).returns(true,
                CachedAnswer::collapsed);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void goesOnFetchingWhenTheCallerWhoStartedItHangsUp() {
        statuses.get(REF).cancel(true);
        CompletableFuture<CachedAnswer> other = statuses.get(REF);
        arrives(RUNNING);
        assertThat(other.join().answer()).isEqualTo(RUNNING);
    }

    @Test
    void goesOnFetchingWhenACallerWhoJoinedHangsUp() {
        CompletableFuture<CachedAnswer> first = statuses.get(REF);
        statuses.get(REF).cancel(true);
        arrives(RUNNING);
        assertThat(first.join().answer()).isEqualTo(RUNNING);
    }

    @Test
    void remembersThatAJobIsMissing() {
        know(new JobAnswer.NotFound());
        passes(Duration.ofMillis(999));
        assertThat(statuses.fresh(REF)).isNotNull();
        passes(Duration.ofMillis(1));
        assertThat(statuses.fresh(REF)).isNull();
    }

    @Test
    void tellsEveryCallerOfAFailedFetchAndDoesNotRememberIt() {
        CompletableFuture<CachedAnswer> first = statuses.get(REF);
        CompletableFuture<CachedAnswer> joined = statuses.get(REF);
        fails();
        assertThat(first).isCompletedExceptionally();
        assertThat(joined).isCompletedExceptionally();
        know(RUNNING);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void keepsTheOldAnswerWhenAFetchFails() {
        know(RUNNING);
        passes(Duration.ofSeconds(2));
        ask();
        fails();
        CompletableFuture<CachedAnswer> next = statuses.get(REF);
        arrives(RUNNING);
        assertThat(next.join().lookup()).isEqualTo(Lookup.EXPIRED);
    }

    @Test
    void endsTheFetchWhenTheSourceItselfThrows() {
        assertThat(askedOf(_ -> {
            throw new AssertionError("a defect");
        })).isCompletedExceptionally();
    }

    @Test
    @SuppressWarnings("NullAway") // A source may be wrong about null.
    void endsTheFetchWhenTheSourceGivesNothing() {
        assertThat(askedOf(_ -> CompletableFuture.completedFuture(null)))
                .isCompletedExceptionally();
    }

    @Test
    void countsAsHitsWhatItAnswersFromMemoryAndAllElseAsMisses() {
        ask();
        ask();
        arrives(RUNNING);
        assertThat(statuses.fresh(REF)).isNotNull();
        ask();
        passes(Duration.ofSeconds(2));
        assertThat(statuses.fresh(REF)).isNull();
        ask();
        assertThat(stats.snapshot()).returns(2L, CacheStats::hitCount).returns(3L,
                CacheStats::missCount);
    }

    @Test
    void neverSharesAnswersBetweenProjectsOrOrganizations() {
        know(RUNNING);
        assertThat(statuses.fresh(new JobRef(REF.job(), "p", null))).isNull();
        assertThat(statuses.fresh(new JobRef(REF.job(), null, "p"))).isNull();
    }

    @Test
    void hasNothingFreshWhileTheFirstFetchIsUnderWay() {
        ask();
        assertThat(statuses.fresh(REF)).isNull();
    }

    private CompletableFuture<CachedAnswer> askedOf(JobStatuses source) {
        return new CachedJobStatuses(source, JobConfiguration.cache(SETTINGS, stats),
                new Freshness(SETTINGS), stats, () -> now).get(REF);
    }

    private CompletableFuture<JobAnswer> fetch() {
        CompletableFuture<JobAnswer> fetch = new CompletableFuture<>();
        fetches.add(fetch);
        return fetch;
    }

    private void ask() {
        var _ = statuses.get(REF);
    }

    private void know(JobAnswer answer) {
        ask();
        arrives(answer);
    }

    private void arrives(JobAnswer answer) {
        fetches.getLast().complete(answer);
    }

    private void fails() {
        fetches.getLast().completeExceptionally(new JobStatusException(Failure.SERVER_ERROR));
    }

    private void passes(Duration time) {
        now += time.toNanos();
    }
}
