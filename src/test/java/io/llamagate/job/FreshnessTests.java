package io.llamagate.job;

import static io.llamagate.job.CacheFixture.settings;
import static io.llamagate.job.CacheFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Of a status that is fresh for 2 s, when nothing else is said. */
class FreshnessTests {
    private final Freshness freshness = new Freshness(settings());

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
    void ofAFinishedJobIsTheTerminalTtl(JobState state) {
        assertThat(freshness.of(status(state))).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "DISPATCHED", "RUNNING", "UNKNOWN"})
    void ofAnUnfinishedOrUnknownJobIsTheActiveTtl(JobState state) {
        assertThat(freshness.of(status(state))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void ofAMissingJobIsTheNotFoundTtl() {
        assertThat(freshness.of(new JobAnswer.NotFound())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void ofARejectionIsTheNotFoundTtl() {
        assertThat(freshness.of(new JobAnswer.Rejected(Set.of()))).isEqualTo(Duration.ofSeconds(1));
    }

    /** RFC 9111 section 4.2. */
    @ParameterizedTest
    @CsvSource({"0,true", "1999,true", "2000,false"})
    void satisfiesACallerWithoutDemandsUntilItIsOver(long age, boolean satisfied) {
        assertThat(satisfies(age, Demand.NONE)).isEqualTo(satisfied);
    }

    /** Section 5.2.1.1. */
    @ParameterizedTest
    @CsvSource({"1500,true", "1501,false"})
    void satisfiesMaxAgeUpToThatAge(long age, boolean satisfied) {
        assertThat(satisfies(age, maxAge(1500))).isEqualTo(satisfied);
    }

    /** Section 5.2.1.3. */
    @ParameterizedTest
    @CsvSource({"1500,true", "1501,false"})
    void satisfiesMinFreshWhileSoMuchIsLeft(long age, boolean satisfied) {
        assertThat(satisfies(age, minFresh(500))).isEqualTo(satisfied);
    }

    /** Section 5.2.1.4, within the gateway's floor. */
    @ParameterizedTest
    @CsvSource({"999,true", "1000,false"})
    void satisfiesNoCacheWithinTheFloorOfASecond(long age, boolean satisfied) {
        assertThat(satisfies(age, maxAge(0))).isEqualTo(satisfied);
        assertThat(satisfies(age, minFresh(99_000))).isEqualTo(satisfied);
    }

    /** RFC 5861 section 3. */
    @ParameterizedTest
    @CsvSource({"1999,false", "2000,true", "3999,true", "4000,false"})
    void isMadeUpForWhileRevalidatingForAsLongAgain(long age, boolean served) {
        assertThat(servesWhileRevalidating(age, Demand.NONE)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"6999,true", "7000,false"})
    void isMadeUpForWhileRevalidatingForAsLongAsIsSet(long age, boolean served) {
        Freshness set = new Freshness(settings(Duration.ofSeconds(5)));
        assertThat(set.servesWhileRevalidating(kept(), Duration.ofMillis(age), Demand.NONE))
                .isEqualTo(served);
    }

    /** Section 5.2.1.2: that, neither more nor less, is what the caller takes. */
    @ParameterizedTest
    @CsvSource({"2000,true", "2500,true", "2501,false", "3000,false"})
    void isMadeUpForByMaxStaleUpToThat(long age, boolean served) {
        assertThat(servesWhileRevalidating(age, maxStale(500))).isEqualTo(served);
    }

    /** Section 5.2.1.1: without max-stale such a caller takes nothing stale. */
    @Test
    void isNotMadeUpForWhenTheCallerDemandsFreshness() {
        assertThat(servesWhileRevalidating(2000, maxAge(60_000))).isFalse();
        assertThat(servesWhileRevalidating(2000, minFresh(0))).isFalse();
        assertThat(servesWhileRevalidating(2000, maxAge(0))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"2500,true", "3000,true", "3001,false"})
    void isMadeUpForByMaxStaleBesideMaxAgeUpToThatAge(long age, boolean served) {
        Demand both = new Demand(Duration.ofSeconds(3), null, Duration.ofSeconds(60), null, false);
        assertThat(servesWhileRevalidating(age, both)).isEqualTo(served);
    }

    /** RFC 5861 section 4. */
    @ParameterizedTest
    @CsvSource({"601999,true", "602000,false"})
    void isMadeUpForOnErrorForTenMinutes(long age, boolean served) {
        assertThat(servesOnError(age, Demand.NONE)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({"4999,true", "5001,false"})
    void isMadeUpForOnErrorByStaleIfErrorUpToThat(long age, boolean served) {
        assertThat(servesOnError(age, staleIfError(3000))).isEqualTo(served);
    }

    @Test
    void isNotMadeUpForOnErrorForLongerThanTheGatewayAllows() {
        assertThat(servesOnError(602_000, staleIfError(9_999_000))).isFalse();
    }

    @Test
    void isNotMadeUpForOnErrorWhenTheCallerDemandsFreshnessOrLimitsStaleness() {
        assertThat(servesOnError(2500, maxAge(0))).isFalse();
        assertThat(servesOnError(2500, minFresh(0))).isFalse();
        assertThat(servesOnError(9000, maxStale(500))).isFalse();
    }

    @Test
    void isMadeUpForOnErrorWhenTheCallerDemandsFreshnessAndSaysStaleIfError() {
        Demand both = new Demand(Duration.ZERO, null, null, Duration.ofSeconds(60), false);
        assertThat(servesOnError(9000, both)).isTrue();
    }

    @Test
    void isNeverMadeUpForWhenTheJobWasMissing() {
        Kept missing = new Kept(new JobAnswer.NotFound(), 0, Duration.ofSeconds(1), null);
        assertThat(freshness.servesOnError(missing, Duration.ofSeconds(1), Demand.NONE)).isFalse();
        assertThat(freshness.servesWhileRevalidating(missing, Duration.ofSeconds(1), Demand.NONE))
                .isFalse();
    }

    @Test
    void isRememberedAsLongAsItMayBeOfUse() {
        Entry finished = new Entry(new Kept(CacheFixture.COMPLETED, 0, Duration.ofHours(1), null),
                null);
        assertThat(freshness.use(finished)).isEqualTo(Duration.ofHours(2));
        assertThat(new Freshness(settings(Duration.ZERO)).use(finished))
                .isEqualTo(Duration.ofMinutes(70));
    }

    @Test
    void isRememberedForSecondsWithoutAStatus() {
        Kept missing = new Kept(new JobAnswer.NotFound(), 0, Duration.ofSeconds(1), null);
        assertThat(freshness.use(new Entry(missing, null))).isEqualTo(Duration.ofSeconds(5));
        assertThat(freshness.use(Entry.EMPTY)).isEqualTo(Duration.ofSeconds(5));
    }

    private boolean satisfies(long age, Demand demand) {
        return freshness.satisfies(kept(), Duration.ofMillis(age), demand);
    }

    private boolean servesWhileRevalidating(long age, Demand demand) {
        return freshness.servesWhileRevalidating(kept(), Duration.ofMillis(age), demand);
    }

    private boolean servesOnError(long age, Demand demand) {
        return freshness.servesOnError(kept(), Duration.ofMillis(age), demand);
    }

    private static Kept kept() {
        return new Kept(status(JobState.RUNNING), 0, Duration.ofSeconds(2), null);
    }

    private static Demand maxAge(long millis) {
        return new Demand(Duration.ofMillis(millis), null, null, null, false);
    }

    private static Demand minFresh(long millis) {
        return new Demand(null, Duration.ofMillis(millis), null, null, false);
    }

    private static Demand maxStale(long millis) {
        return new Demand(null, null, Duration.ofMillis(millis), null, false);
    }

    private static Demand staleIfError(long millis) {
        return new Demand(null, null, null, Duration.ofMillis(millis), false);
    }
}
