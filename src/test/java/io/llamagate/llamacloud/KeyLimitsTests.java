package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llamagate.ManualTime;
import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Purpose;
import io.llamagate.job.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Of 10 calls a second, of which 2 are left for what someone waits for. */
class KeyLimitsTests {
    private static final LlamaCloudProperties.Budget TEN_A_SECOND = new LlamaCloudProperties.Budget(
            10, Duration.ofSeconds(1), 10);

    private final ManualTime time = new ManualTime();
    private final KeyLimits limits = limits(TEN_A_SECOND);
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void allowTheBurstAtOnceToThoseWhoWait() {
        ask(10, Urgency.AWAITED);
        assertThat(refusal(Urgency.AWAITED).failure()).isEqualTo(Failure.BUDGET_SPENT);
        assertThat(calls).hasValue(10);
    }

    @Test
    void leaveAFifthOfItToThoseWhoWait() {
        ask(8, Urgency.DEFERRABLE);
        assertThat(refusal(Urgency.DEFERRABLE).failure()).isEqualTo(Failure.BUDGET_SPENT);
        ask(2, Urgency.AWAITED);
        assertThat(calls).hasValue(10);
    }

    @Test
    void sayWhenTheNextCallIsAllowed() {
        ask(10, Urgency.AWAITED);
        assertThat(refusal(Urgency.AWAITED).retryAfter()).isEqualTo(Duration.ofMillis(100));
        assertThat(refusal(Urgency.DEFERRABLE).retryAfter()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void allowTheNextCallThen() {
        ask(10, Urgency.AWAITED);
        time.passes(Duration.ofMillis(100));
        ask(1, Urgency.AWAITED);
        assertThat(calls).hasValue(11);
    }

    @Test
    void goDownToTheFreePlan() {
        KeyLimits free = limits(new LlamaCloudProperties.Budget(20, Duration.ofMinutes(1), 1));
        assertThat(ask(free, Urgency.AWAITED, HttpStatus.OK)).isEqualTo(HttpStatus.OK);
        assertThat(refusal(free, Urgency.AWAITED).retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void allowNothingForAWhileAfterA429() {
        throttle("7");
        assertThat(refusal(Urgency.AWAITED)).returns(Failure.KEY_PAUSED,
                JobStatusException::failure).returns(Duration.ofSeconds(7),
                        JobStatusException::retryAfter);
        assertThat(calls).hasValue(1);
    }

    @Test
    void allowNothingForThreeSecondsOnceTheKeyWasRefused() {
        ask(limits, Urgency.AWAITED, HttpStatus.UNAUTHORIZED);
        assertThat(refusal(Urgency.AWAITED)).returns(Failure.KEY_REFUSED,
                JobStatusException::failure).returns(Duration.ofSeconds(3),
                        JobStatusException::retryAfter);
        time.passes(Duration.ofSeconds(3));
        ask(1, Urgency.AWAITED);
    }

    @Test
    void tellOfA429HowLong() {
        throttle("7");
        assertThat(limits.pauseLeft()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void allowCallsAgainThen() {
        throttle("7");
        time.passes(Duration.ofSeconds(7));
        ask(1, Urgency.AWAITED);
        assertThat(calls).hasValue(2);
    }

    @Test
    void forgetA429OnceLlamaCloudAnswers() {
        throttle("");
        time.passes(Duration.ofSeconds(5));
        ask(1, Urgency.AWAITED);
        throttle("");
        assertThat(limits.pauseLeft()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void takeNothingFromTheBudgetDuringAPause() {
        throttle("7");
        long left = limits.callsLeft();
        refusal(Urgency.AWAITED);
        assertThat(limits.callsLeft()).isEqualTo(left);
    }

    @Test
    void leaveAFifthOfItToOthersThanTheCallerWhoAsksMost() {
        spend(8, "greedy");
        assertThat(refusal(limits, by("greedy"))).returns(Failure.BUDGET_SPENT,
                JobStatusException::failure).returns(Duration.ofMillis(125),
                        JobStatusException::retryAfter);
        spend(2, "modest");
    }

    @Test
    void takeNothingFromACallersShareForACallThatTheBudgetRefuses() {
        ask(10, Urgency.AWAITED);
        refusal(limits, by("modest"));
        time.passes(Duration.ofMillis(800));
        spend(8, "modest");
    }

    private void spend(int times, String caller) {
        for (int i = 0; i < times; i++) {
            assertThat(ask(limits, by(caller), HttpStatus.OK)).isEqualTo(HttpStatus.OK);
        }
    }

    private static Purpose by(String caller) {
        return new Purpose(Urgency.AWAITED, caller);
    }

    private KeyLimits limits(LlamaCloudProperties.Budget budget) {
        return new KeyLimits(ApiKey.of("llx-key"), budget, time, Clock.systemUTC());
    }

    private void ask(int times, Urgency urgency) {
        for (int i = 0; i < times; i++) {
            assertThat(ask(limits, urgency, HttpStatus.OK)).isEqualTo(HttpStatus.OK);
        }
    }

    private HttpStatus ask(KeyLimits asked, Urgency urgency, HttpStatus answer) {
        return ask(asked, new Purpose(urgency, null), answer);
    }

    private HttpStatus ask(KeyLimits asked, Purpose purpose, HttpStatus answer) {
        asked.admit(purpose);
        calls.incrementAndGet();
        asked.judge(ResponseEntity.status(answer).build());
        return answer;
    }

    private void throttle(String retryAfter) {
        limits.admit(new Purpose(Urgency.AWAITED, null));
        calls.incrementAndGet();
        limits.judge(ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header("Retry-After", retryAfter).build());
    }

    private JobStatusException refusal(Urgency urgency) {
        return refusal(limits, urgency);
    }

    private JobStatusException refusal(KeyLimits asked, Urgency urgency) {
        return refusal(asked, new Purpose(urgency, null));
    }

    private static JobStatusException refusal(KeyLimits asked, Purpose purpose) {
        return catchThrowableOfType(JobStatusException.class, () -> asked.admit(purpose));
    }
}
