package io.llamagate.job;

import static io.llamagate.job.CacheFixture.COMPLETED;
import static io.llamagate.job.CacheFixture.REF;
import static io.llamagate.job.CacheFixture.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.llamagate.job.CachedAnswer.Lookup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the cache does while LlamaCloud answers. */
class CachedJobStatusesTests {
    private static final Progress BEGINNING = Progress.begin(RUNNING);

    private final CacheFixture cache = new CacheFixture();

    @Test
    void asksOnceAboutAColdJob() {
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.arrives(RUNNING);
        assertThat(answer.join()).isEqualTo(new CachedAnswer(RUNNING, Duration.ZERO,
                Duration.ofSeconds(2), Duration.ZERO, Lookup.MISS, false, null, BEGINNING));
    }

    @Test
    void answersFromMemoryWhileFresh() {
        cache.know(RUNNING);
        cache.passes(1999);
        assertThat(cache.ask().join()).isEqualTo(new CachedAnswer(RUNNING,
                Duration.ofMillis(1999), Duration.ofSeconds(2), Duration.ZERO, Lookup.HIT, false,
                null,
                BEGINNING));
        assertThat(cache.fetches()).isOne();
    }

    @Test
    void servesTheOldAnswerAtOnceAndFetchesANewOneForAWhileAfterItsFreshness() {
        cache.know(RUNNING);
        cache.passes(2000);
        assertThat(cache.ask().join()).isEqualTo(new CachedAnswer(RUNNING, Duration.ofSeconds(2),
                Duration.ofSeconds(2), Duration.ZERO, Lookup.HIT, false, null, BEGINNING));
        cache.arrives(COMPLETED);
        assertThat(cache.ask().join().answer()).isEqualTo(COMPLETED);
    }

    @Test
    void fetchesOnceForAllWhoAreServedTheOldAnswerMeanwhile() {
        cache.know(RUNNING);
        cache.passes(2000);
        IntStream.range(0, 100).forEach(_ -> cache.ask().join());
        assertThat(cache.fetches()).isEqualTo(2);
    }

    @Test
    void neverRefreshesByTheClockAlone() {
        cache.know(RUNNING);
        cache.passes(Duration.ofHours(5));
        assertThat(cache.fetches()).isOne();
    }

    @Test
    void asksAgainOnceThatWhileIsOver() {
        cache.know(RUNNING);
        cache.passes(4000);
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.arrives(COMPLETED);
        assertThat(answer.join()).returns(Lookup.EXPIRED, CachedAnswer::lookup).returns(COMPLETED,
                CachedAnswer::answer);
    }

    @Test
    void countsFreshnessFromTheReceiptNotFromTheQuestion() {
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.passes(10_000);
        cache.arrives(RUNNING);
        assertThat(answer.join().age()).isEqualTo(Duration.ZERO);
        assertThat(cache.statuses().fresh(REF)).isNotNull();
    }

    @Test
    void mergesAllWhoAskMeanwhileIntoOneFetch() {
        List<CompletableFuture<CachedAnswer>> answers = IntStream.range(0, 200)
                .mapToObj(_ -> cache.ask()).toList();
        cache.arrives(RUNNING);
        assertThat(answers).extracting(answer -> answer.join().collapsed()).first()
                .isEqualTo(false);
        assertThat(answers.subList(1, 200)).allMatch(answer -> answer.join().collapsed());
        assertThat(cache.fetches()).isOne();
    }

    @Test
    void mergesOnAnExpiredAnswerToo() {
        cache.know(RUNNING);
        cache.passes(4000);
        var _ = cache.ask();
        CompletableFuture<CachedAnswer> second = cache.ask();
        cache.arrives(RUNNING);
        assertThat(second.join()).returns(Lookup.EXPIRED, CachedAnswer::lookup).returns(true,
                CachedAnswer::collapsed);
        assertThat(cache.fetches()).isEqualTo(2);
    }

    @Test
    void goesOnFetchingWhenTheCallerWhoStartedItHangsUp() {
        cache.ask().cancel(true);
        CompletableFuture<CachedAnswer> other = cache.ask();
        cache.arrives(RUNNING);
        assertThat(other.join().answer()).isEqualTo(RUNNING);
    }

    @Test
    void goesOnFetchingWhenACallerWhoJoinedHangsUp() {
        CompletableFuture<CachedAnswer> first = cache.ask();
        cache.ask().cancel(true);
        cache.arrives(RUNNING);
        assertThat(first.join().answer()).isEqualTo(RUNNING);
    }

    @Test
    void remembersThatAJobIsMissing() {
        cache.know(new JobAnswer.NotFound());
        cache.passes(999);
        assertThat(cache.statuses().fresh(REF)).isNotNull();
        cache.passes(1);
        assertThat(cache.statuses().fresh(REF)).isNull();
    }

    @Test
    void forgetsAStatusWhenLlamaCloudSaysThatTheJobIsMissing() {
        cache.know(RUNNING);
        cache.passes(4000);
        cache.know(new JobAnswer.NotFound());
        cache.passes(1000);
        var _ = cache.ask();
        cache.fails();
        assertThat(cache.ask()).isCompletedExceptionally();
    }

    @Test
    void putsFirstWhatSomeoneWaitsForUnlessTheJobIsFinished() {
        cache.know(RUNNING);
        assertThat(cache.lastUrgency()).isEqualTo(Urgency.AWAITED);
        cache.passes(2000);
        cache.know(COMPLETED);
        assertThat(cache.lastUrgency()).isEqualTo(Urgency.DEFERRABLE);
        cache.passes(Duration.ofHours(2));
        var _ = cache.ask();
        assertThat(cache.lastUrgency()).isEqualTo(Urgency.DEFERRABLE);
    }

    @Test
    void endsTheFetchWhenTheSourceItselfThrows() {
        assertThat(askedOf((_, _) -> {
            throw new AssertionError("a defect");
        })).isCompletedExceptionally();
    }

    @Test
    @SuppressWarnings("NullAway") // A source may be wrong about null.
    void endsTheFetchWhenTheSourceGivesNothing() {
        assertThat(askedOf((_, _) -> CompletableFuture.completedFuture(null)))
                .isCompletedExceptionally();
    }

    @Test
    void countsAsHitsWhatItAnswersFromMemoryAndAllElseAsMisses() {
        var _ = cache.ask();
        var _ = cache.ask();
        cache.arrives(RUNNING);
        assertThat(cache.statuses().fresh(REF)).isNotNull();
        var _ = cache.ask();
        cache.passes(2000);
        assertThat(cache.statuses().fresh(REF)).isNull();
        var _ = cache.ask();
        cache.arrives(RUNNING);
        cache.passes(4000);
        var _ = cache.ask();
        assertThat(cache.stats().snapshot()).returns(3L, CacheStats::hitCount).returns(3L,
                CacheStats::missCount);
    }

    @Test
    void neverSharesAnswersBetweenProjectsOrOrganizations() {
        cache.know(RUNNING);
        assertThat(cache.statuses().fresh(new JobRef(REF.job(), "p", null))).isNull();
        assertThat(cache.statuses().fresh(new JobRef(REF.job(), null, "p"))).isNull();
    }

    @Test
    void hasNothingFreshWhileTheFirstFetchIsUnderWay() {
        var _ = cache.ask();
        assertThat(cache.statuses().fresh(REF)).isNull();
    }

    private CompletableFuture<CachedAnswer> askedOf(JobStatuses source) {
        return cache.over(source).get(REF, Demand.NONE, null);
    }
}
