package io.llamagate.job;

import static io.llamagate.job.CacheFixture.COMPLETED;
import static io.llamagate.job.CacheFixture.REF;
import static io.llamagate.job.CacheFixture.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.CachedAnswer.Lookup;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What callers get who demand more, or less, than the gateway gives by itself. */
class DemandTests {
    private static final Demand NO_CACHE = new Demand(Duration.ZERO, null, null, null, false);
    private static final Demand ONLY_IF_CACHED = new Demand(null, null, null, null, true);

    private final CacheFixture cache = new CacheFixture();

    @Test
    void noCacheFetchesAlthoughTheAnswerIsFresh() {
        cache.know(RUNNING);
        cache.passes(1000);
        CompletableFuture<CachedAnswer> answer = cache.ask(NO_CACHE);
        cache.arrives(COMPLETED);
        assertThat(answer.join()).returns(Lookup.REFUSED, CachedAnswer::lookup).returns(COMPLETED,
                CachedAnswer::answer);
    }

    @Test
    void noCacheFetchesNotMoreOftenThanOnceASecond() {
        cache.know(RUNNING);
        cache.passes(999);
        assertThat(cache.ask(NO_CACHE).join().lookup()).isEqualTo(Lookup.HIT);
        assertThat(cache.fetches()).isOne();
    }

    @Test
    void noCacheJoinsAFetchUnderWay() {
        cache.know(RUNNING);
        cache.passes(1000);
        var _ = cache.ask(NO_CACHE);
        assertThat(cache.ask(NO_CACHE)).isNotDone();
        assertThat(cache.fetches()).isEqualTo(2);
    }

    @Test
    void othersGetTheFreshAnswerWhileNoCacheFetches() {
        cache.know(RUNNING);
        cache.passes(1000);
        var _ = cache.ask(NO_CACHE);
        assertThat(cache.statuses().fresh(REF)).isNotNull();
        assertThat(cache.ask().join().lookup()).isEqualTo(Lookup.HIT);
    }

    @Test
    void noCacheIsToldTheFailureAndNoOldAnswer() {
        cache.know(RUNNING);
        cache.passes(1000);
        CompletableFuture<CachedAnswer> answer = cache.ask(NO_CACHE);
        cache.fails();
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void noCacheDoesNotEndTheWaitAfterAFailure() {
        cache.know(RUNNING);
        cache.passes(1000);
        var _ = cache.ask(NO_CACHE);
        cache.fails();
        assertThat(cache.ask(NO_CACHE)).isCompletedExceptionally();
        assertThat(cache.fetches()).isEqualTo(2);
    }

    @Test
    void onlyIfCachedGetsWhatIsFresh() {
        cache.know(RUNNING);
        assertThat(cache.ask(ONLY_IF_CACHED).join().answer()).isEqualTo(RUNNING);
    }

    @Test
    void onlyIfCachedGetsWhatEveryoneGetsForAWhileAfterwardsButStartsNoFetch() {
        cache.know(RUNNING);
        cache.passes(2000);
        assertThat(cache.ask(ONLY_IF_CACHED).join().answer()).isEqualTo(RUNNING);
        assertThat(cache.fetches()).isOne();
    }

    @Test
    void onlyIfCachedGetsNothingElseAndStartsNoFetch() {
        assertThat(cache.ask(ONLY_IF_CACHED).exceptionNow()).hasMessage("NOT_CACHED");
        assertThat(cache.fetches()).isZero();
    }

    @Test
    void onlyIfCachedWithMaxStaleGetsWhatIsNoMoreStaleThanThat() {
        cache.know(RUNNING);
        cache.passes(60_000);
        Demand any = new Demand(null, null, Duration.ofDays(1), null, true);
        assertThat(cache.ask(any).join().age()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void onlyIfCachedGetsTheOldAnswerWhileLlamaCloudFails() {
        cache.know(RUNNING);
        cache.passes(4000);
        var _ = cache.ask();
        cache.fails();
        assertThat(cache.ask(ONLY_IF_CACHED).join().answer()).isEqualTo(RUNNING);
    }
}
