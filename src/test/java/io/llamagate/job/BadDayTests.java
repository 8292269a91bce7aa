package io.llamagate.job;

import static io.llamagate.job.CacheFixture.COMPLETED;
import static io.llamagate.job.CacheFixture.OTHER;
import static io.llamagate.job.CacheFixture.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.CachedAnswer.Lookup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What the cache does while LlamaCloud fails. */
class BadDayTests {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final CacheFixture cache = new CacheFixture();

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOT_CACHED")
    void servesTheOldAnswerInsteadOfEveryFailure(Failure failure) {
        cache.know(RUNNING);
        cache.passes(4000);
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.fails(failure);
        assertThat(answer.join().answer()).isEqualTo(RUNNING);
        assertThat(failure(answer)).isEqualTo(failure);
    }

    @Test
    void servesNoAnswerToWhoMustNotKnowThatThereIsOne() {
        cache.know(COMPLETED);
        cache.passes(1001);
        CompletableFuture<CachedAnswer> answer = cache.statuses().anew(CacheFixture.REF, null);
        cache.fails();
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void servesHimWhatWouldBeRememberedOfAMissingJobToo() {
        cache.know(COMPLETED);
        cache.passes(1000);
        assertThat(cache.statuses().anew(CacheFixture.REF, null)).isCompleted();
        assertThat(cache.fetches()).isEqualTo(1);
    }

    @Test
    void saysThatTheCallersOwnFetchFailed() {
        cache.know(RUNNING);
        cache.passes(4000);
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.fails(Failure.SERVER_ERROR);
        assertThat(answer.join().lookup()).isEqualTo(Lookup.EXPIRED);
    }

    @Test
    void saysThatNobodyWasAskedForTheCaller() {
        cache.know(RUNNING);
        cache.passes(4000);
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.fails(Failure.CIRCUIT_OPEN);
        assertThat(answer.join().lookup()).isEqualTo(Lookup.HIT);
    }

    @Test
    void servesNoAnswerMoreThan10MinutesPastItsFreshness() {
        cache.know(RUNNING);
        cache.passes(Duration.ofSeconds(2).plusMinutes(10));
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.fails();
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void servesNoOldAnswerThatAJobIsMissing() {
        cache.know(new JobAnswer.NotFound());
        cache.passes(1000);
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.fails();
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    void tellsEveryCallerOfAColdJobThatTheFetchFailed() {
        List<CompletableFuture<CachedAnswer>> answers = List.of(cache.ask(), cache.ask());
        cache.fails();
        assertThat(answers).allMatch(answer -> failure(answer) == Failure.SERVER_ERROR);
    }

    @Test
    void waitsNoLongerThanTheSoftTimeoutForANewAnswer() {
        cache.know(RUNNING);
        cache.passes(4000);
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.passes(999);
        assertThat(answer).isNotDone();
        cache.passes(1);
        assertThat(answer.join().answer()).isEqualTo(RUNNING);
    }

    @Test
    void countsTheSoftTimeoutFromTheStartOfTheFetch() {
        cache.know(RUNNING);
        cache.passes(4000);
        var _ = cache.ask();
        cache.passes(600);
        CompletableFuture<CachedAnswer> later = cache.ask();
        cache.passes(400);
        assertThat(later.join().answer()).isEqualTo(RUNNING);
    }

    @Test
    void servesTheOldAnswerAtOnceWhileTheFetchHasOverrun() {
        cache.know(RUNNING);
        cache.passes(4000);
        var _ = cache.ask();
        cache.passes(1000);
        assertThat(cache.ask().join()).returns(Lookup.HIT, CachedAnswer::lookup).returns(RUNNING,
                CachedAnswer::answer);
    }

    @Test
    void takesTheAnswerOfAFetchThatHasOverrun() {
        cache.know(RUNNING);
        cache.passes(4000);
        var _ = cache.ask();
        cache.passes(9000);
        cache.arrives(COMPLETED);
        assertThat(cache.ask().join().answer()).isEqualTo(COMPLETED);
    }

    @Test
    void waitsForAColdJobAsLongAsItTakes() {
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.passes(A_DAY);
        assertThat(answer).isNotDone();
    }

    @Test
    void servesTheOldAnswerAtOnceAndAsksNobodyForASecondAfterAFailure() {
        failOnce();
        cache.passes(999);
        assertThat(cache.ask().join()).returns(Lookup.HIT, CachedAnswer::lookup).returns(RUNNING,
                CachedAnswer::answer);
        assertThat(cache.fetches()).isEqualTo(2);
    }

    @Test
    void tellsTheSameFailureAgainMeanwhileWhenTheJobIsCold() {
        var _ = cache.ask();
        cache.fails();
        assertThat(failure(cache.ask())).isEqualTo(Failure.SERVER_ERROR);
        assertThat(cache.fetches()).isOne();
    }

    @Test
    void asksAgainAfterThatSecond() {
        failOnce();
        cache.passes(1000);
        var _ = cache.ask();
        assertThat(cache.fetches()).isEqualTo(3);
    }

    @Test
    void waitsTwiceAsLongAfterASecondFailureAndNeverLongerThanFourSeconds() {
        failOnce();
        for (long wait : new long[]{1000, 2000, 4000, 4000}) {
            cache.passes(wait);
            var _ = cache.ask();
            cache.fails();
        }
        assertThat(cache.fetches()).isEqualTo(6);
        cache.passes(3999);
        var _ = cache.ask();
        assertThat(cache.fetches()).isEqualTo(6);
    }

    @Test
    void asksAboutEveryJobAgainAfterAnySuccessOnceTheFirstSecondIsOver() {
        failOnce();
        cache.passes(1000);
        var _ = cache.ask();
        cache.fails();
        var _ = cache.ask(OTHER);
        cache.passes(999);
        cache.arrives(COMPLETED);
        var _ = cache.ask();
        assertThat(cache.fetches()).isEqualTo(4);
        cache.passes(1);
        var _ = cache.ask();
        assertThat(cache.fetches()).isEqualTo(5);
    }

    @Test
    void servesTheOldAnswerAtOnceWhileTheFetchAfterAFailureIsUnderWay() {
        failOnce();
        cache.passes(1000);
        assertThat(cache.ask().join()).returns(Lookup.HIT, CachedAnswer::lookup).returns(RUNNING,
                CachedAnswer::answer);
        assertThat(cache.fetches()).isEqualTo(3);
    }

    @Test
    void doesNotWaitAfterAFailureForWhichNobodyWasAsked() {
        cache.know(RUNNING);
        cache.passes(4000);
        var _ = cache.ask();
        cache.fails(Failure.BUDGET_SPENT);
        var _ = cache.ask();
        assertThat(cache.fetches()).isEqualTo(3);
    }

    @Test
    void saysWhenAskingAgainCanBringNews() {
        failOnce();
        cache.passes(300);
        assertThat(cache.ask().join().untilNews()).isEqualTo(Duration.ofMillis(700));
    }

    @Test
    void saysSoOfAFreshAnswerOfWhichThereIsNoneBeforeTheKeysPauseEnds() {
        cache.know(RUNNING);
        cache.pauses(Duration.ofSeconds(50));
        cache.passes(1999);
        assertThat(cache.ask().join().untilNews()).isEqualTo(Duration.ofMillis(48_001));
        assertThat(cache.statuses().fresh(CacheFixture.REF)).isNotNull()
                .returns(Duration.ofMillis(48_001), CachedAnswer::untilNews);
    }

    @Test
    void saysSoOfAnAnswerPastItsFreshnessToo() {
        cache.know(RUNNING);
        cache.pauses(Duration.ofSeconds(50));
        cache.passes(2000);
        assertThat(cache.ask().join().untilNews()).isEqualTo(Duration.ofSeconds(48));
    }

    @Test
    void saysSoOfAnAnswerThatWasUnderWayWhenThePauseBegan() {
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.pauses(Duration.ofSeconds(50));
        cache.arrives(RUNNING);
        assertThat(answer.join().untilNews()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void saysSoOfAnAnswerThatStandsInForAFailureOfItsOwn() {
        failOnce();
        cache.pauses(Duration.ofSeconds(50));
        assertThat(cache.ask().join().untilNews()).isEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void promisesNewsOnlyAfterTheFreshnessWhenThePauseEndsBefore() {
        cache.know(RUNNING);
        cache.pauses(Duration.ofSeconds(1));
        cache.passes(300);
        assertThat(cache.ask().join().untilNews()).isEqualTo(Duration.ofMillis(1700));
    }

    @Test
    void letsOnlySoManyWait() {
        IntStream.range(0, 200).forEach(_ -> {
            var _ = cache.ask();
        });
        assertThat(failure(cache.ask())).isEqualTo(Failure.OVERLOADED);
    }

    @Test
    void letsOthersWaitOnceTheFetchHasEnded() {
        IntStream.range(0, 200).forEach(_ -> {
            var _ = cache.ask();
        });
        cache.arrives(RUNNING);
        assertThat(cache.ask(OTHER)).isNotDone();
    }

    @Test
    void hasRoomAgainForThoseWhoWaitedLongEnough() {
        cache.know(RUNNING);
        cache.passes(4000);
        IntStream.range(0, 200).forEach(_ -> {
            var _ = cache.ask();
        });
        cache.passes(1000);
        assertThat(cache.ask(OTHER)).isNotDone();
    }

    @Test
    void remembersTheOldAnswerThroughADefect() {
        cache.know(RUNNING);
        cache.passes(4000);
        CompletableFuture<CachedAnswer> answer = cache.ask();
        cache.fails(new IllegalStateException("a defect"));
        assertThat(answer.exceptionNow()).hasMessage("a defect");
        var _ = cache.ask();
        cache.fails();
        assertThat(cache.ask().join().answer()).isEqualTo(RUNNING);
    }

    private void failOnce() {
        cache.know(RUNNING);
        cache.passes(4000);
        var _ = cache.ask();
        cache.fails();
    }

    private static Failure failure(CompletableFuture<CachedAnswer> answer) {
        Throwable failure = answer.isCompletedExceptionally()
                ? answer.exceptionNow()
                : answer.join().insteadOf();
        if (failure instanceof JobStatusException known) {
            return known.failure();
        }
        throw new AssertionError("no failure", failure);
    }
}
