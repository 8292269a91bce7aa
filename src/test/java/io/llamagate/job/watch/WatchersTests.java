package io.llamagate.job.watch;

import static io.llamagate.job.CacheFixture.COMPLETED;
import static io.llamagate.job.CacheFixture.REF;
import static io.llamagate.job.CacheFixture.RUNNING;
import static io.llamagate.job.CacheFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import io.llamagate.job.CacheFixture;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Kept;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Of a job that is fresh for 2 s, and without jitter. */
class WatchersTests {
    private final CacheFixture llamaCloud = new CacheFixture();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Watchers watchers = WatchFixture.over(llamaCloud, meters);
    private final List<Sighting> heard = new ArrayList<>();

    @Test
    void askAtOnceAboutAJobThatIsNotKnown() {
        watch();
        assertThat(llamaCloud.fetches()).isOne();
    }

    @Test
    void showWhatIsFreshAndAskOnlyWhenItIsNotAnyMore() {
        llamaCloud.know(RUNNING);
        llamaCloud.passes(500);
        assertThat(answer(watch())).isEqualTo(RUNNING);
        llamaCloud.passes(1499);
        assertThat(llamaCloud.fetches()).isOne();
        llamaCloud.passes(1);
        assertThat(llamaCloud.fetches()).isEqualTo(2);
    }

    @Test
    void showWhatIsPastItsFreshnessAndAskAtOnce() {
        llamaCloud.know(RUNNING);
        llamaCloud.passes(5000);
        assertThat(answer(watch())).isEqualTo(RUNNING);
        assertThat(llamaCloud.fetches()).isEqualTo(2);
    }

    @Test
    void doNotTakeAJobForFinishedThatWasSoTooLongAgo() {
        llamaCloud.know(COMPLETED);
        llamaCloud.passes(Duration.ofMinutes(61));
        assertThat(answer(watch())).isNull();
        assertThat(llamaCloud.fetches()).isEqualTo(2);
    }

    @Test
    void askOnceHoweverManyWatch() {
        for (int i = 0; i < 100; i++) {
            watch();
        }
        llamaCloud.arrives(RUNNING);
        llamaCloud.passes(2000);
        assertThat(llamaCloud.fetches()).isEqualTo(2);
    }

    @Test
    void askNobodyOnceNobodyWatches() {
        Watch first = watch();
        Watch second = watch();
        llamaCloud.arrives(RUNNING);
        first.close();
        second.close();
        llamaCloud.passes(Duration.ofMinutes(1));
        assertThat(llamaCloud.fetches()).isOne();
    }

    @Test
    void askOnWhileOneOfThemStillWatches() {
        watch().close();
        watch();
        llamaCloud.arrives(RUNNING);
        llamaCloud.passes(2000);
        assertThat(llamaCloud.fetches()).isEqualTo(2);
    }

    @Test
    void askAgainTwoSecondsAfterAChange() {
        watch();
        for (int percentage = 1; percentage <= 5; percentage++) {
            llamaCloud.arrives(status(JobState.RUNNING, percentage));
            llamaCloud.passes(2000);
        }
        assertThat(llamaCloud.fetches()).isEqualTo(6);
    }

    @Test
    void slowDownToTenSecondsWhileNothingChanges() {
        watch();
        assertThat(secondsUntilTheNextFetches(RUNNING, 7))
                .containsExactly(2.0, 3.0, 4.5, 6.75, 10.0, 10.0, 10.0);
    }

    @Test
    void doNotSlowDownNearTheEnd() {
        watch();
        assertThat(secondsUntilTheNextFetches(status(JobState.RUNNING, 91), 4))
                .containsExactly(2.0, 2.0, 2.0, 2.0);
    }

    @Test
    void areSlowForAMissingJobToo() {
        watch();
        assertThat(secondsUntilTheNextFetches(new JobAnswer.NotFound(), 3))
                .containsExactly(2.0, 3.0, 4.5);
    }

    @Test
    void stopAskingOnceTheJobIsFinished() {
        watch();
        llamaCloud.arrives(COMPLETED);
        llamaCloud.passes(Duration.ofMinutes(1));
        assertThat(llamaCloud.fetches()).isOne();
    }

    @Test
    void tellEveryoneOfAChange() {
        watch();
        watch();
        llamaCloud.arrives(RUNNING);
        assertThat(heard).extracting(WatchersTests::answer).containsExactly(RUNNING, RUNNING);
    }

    @Test
    void tellNobodyWhatIsNoNews() {
        watch();
        llamaCloud.arrives(RUNNING);
        llamaCloud.passes(2000);
        llamaCloud.arrives(status(JobState.RUNNING, 0));
        assertThat(heard).hasSize(1);
    }

    @Test
    void tellNothingToWhoHasLeft() {
        watch().close();
        llamaCloud.arrives(RUNNING);
        assertThat(heard).isEmpty();
    }

    @Test
    void takeAnAnswerThatSomeoneElseAskedForAsTheirOwn() {
        watch();
        llamaCloud.arrives(RUNNING);
        llamaCloud.passes(1500);
        var _ = llamaCloud.jobFetches().refresh(REF, null);
        llamaCloud.arrives(status(JobState.RUNNING, 50));
        llamaCloud.passes(1999);
        assertThat(heard).hasSize(2);
        assertThat(llamaCloud.fetches()).isEqualTo(2);
    }

    @Test
    void tellOnceThatLlamaCloudFailsAndOnceThatItIsBack() {
        watch();
        llamaCloud.arrives(RUNNING);
        for (int i = 0; i < 2; i++) {
            llamaCloud.passes(12_000);
            llamaCloud.fails();
        }
        llamaCloud.passes(12_000);
        llamaCloud.arrives(RUNNING);
        assertThat(heard).extracting(WatchersTests::failure).containsExactly(null,
                Failure.SERVER_ERROR, null);
    }

    @Test
    void keepWhatIsKnownWhileLlamaCloudFails() {
        Watch watch = watch();
        llamaCloud.arrives(RUNNING);
        llamaCloud.passes(2000);
        llamaCloud.fails();
        assertThat(answer(watch)).isEqualTo(RUNNING);
    }

    @Test
    void doNotTakeAnEmptyBudgetForAFailure() {
        watch();
        llamaCloud.arrives(RUNNING);
        llamaCloud.passes(2000);
        llamaCloud.fails(Failure.BUDGET_SPENT);
        assertThat(heard).hasSize(1);
    }

    @Test
    void waitForAsLongAsNobodyMayAsk() {
        watch();
        llamaCloud.fails(new JobStatusException(Failure.KEY_PAUSED, null, Duration.ofSeconds(30)));
        llamaCloud.passes(29_999);
        assertThat(llamaCloud.fetches()).isOne();
        llamaCloud.passes(1);
        assertThat(llamaCloud.fetches()).isEqualTo(2);
    }

    @Test
    void goOnAfterADefect() {
        watch();
        llamaCloud.fails(new IllegalStateException("a defect"));
        llamaCloud.passes(3000);
        assertThat(llamaCloud.fetches()).isEqualTo(2);
    }

    @Test
    void tellOnceThatAJobStandsStill() {
        watch();
        llamaCloud.arrives(RUNNING);
        for (int i = 0; i < 70; i++) {
            llamaCloud.passes(10_000);
            llamaCloud.arrives(RUNNING);
        }
        assertThat(heard).extracting(Sighting::stalled).containsExactly(false, true);
    }

    @Test
    void measureHowLongTheLastOneWaitsForNews() {
        Watch first = watch();
        Watch last = watch();
        llamaCloud.arrives(RUNNING);
        first.told();
        llamaCloud.passes(300);
        last.told();
        assertThat(meters.get("llamagate.watch.delivery").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(300, withPrecision(1e-3));
    }

    @Test
    void doNotWaitForWhoHasLeftMeanwhile() {
        List<Watch> watches = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            watches.add(watchers.watch(REF, null, told -> {
                watches.stream().filter(watch -> watch != told).forEach(Watch::close);
                told.told();
            }));
        }
        llamaCloud.arrives(RUNNING);
        assertThat(meters.get("llamagate.watch.delivery").timer().count()).isOne();
    }

    @Test
    void countThemselvesWhileSomeoneWatches() {
        Watch watch = watch();
        assertThat(meters.get("llamagate.watchers").gauge().value()).isOne();
        watch.close();
        assertThat(meters.get("llamagate.watchers").gauge().value()).isZero();
    }

    private Watch watch() {
        return watchers.watch(REF, null, watch -> heard.add(watch.latest()));
    }

    /** Gives the same answer again and again. */
    private List<Double> secondsUntilTheNextFetches(JobAnswer answer, int count) {
        List<Double> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            llamaCloud.arrives(answer);
            int before = llamaCloud.fetches();
            double wait = 0;
            while (llamaCloud.fetches() == before && wait < 60) {
                llamaCloud.passes(250);
                wait += 0.25;
            }
            waits.add(wait);
        }
        return waits;
    }

    private static @Nullable JobAnswer answer(Watch watch) {
        return answer(watch.latest());
    }

    private static @Nullable JobAnswer answer(Sighting sighting) {
        Kept kept = sighting.kept();
        return kept == null ? null : kept.answer();
    }

    private static @Nullable Failure failure(Sighting sighting) {
        return sighting.problem() == null ? null : sighting.problem().failure();
    }
}
