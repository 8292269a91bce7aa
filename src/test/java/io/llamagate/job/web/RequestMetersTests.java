package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.caller.TestCallers;
import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedAnswer.Lookup;
import io.llamagate.job.Failure;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestMetersTests {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RequestMeters meters = new RequestMeters(registry);

    @Test
    void countByOutcomeAndCaller() {
        record("orders", served(Lookup.HIT, 1, null));
        record("orders", served(Lookup.HIT, 1, null));
        record("billing", served(Lookup.MISS, 0, null));
        assertThat(count("hit", "orders")).isEqualTo(2);
        assertThat(count("miss", "billing")).isEqualTo(1);
    }

    @Test
    void countWhoeverWasNotLetInAsNone() {
        meters.record(new MockHttpServletRequest(), "/x", 401, 1);
        assertThat(count("denied", "none")).isEqualTo(1);
    }

    @Test
    void keepOneHundredCallersApartAndNoMore() {
        IntStream.range(0, 110).forEach(i -> record("caller-" + i, served(Lookup.HIT, 1, null)));
        assertThat(registry.find("llamagate.requests").counters()).hasSize(101);
        assertThat(count("hit", "other")).isEqualTo(10);
        assertThat(count("hit", "caller-99")).isEqualTo(1);
    }

    @Test
    void knowACallerAgainWhenTheHundredAreFull() {
        IntStream.range(0, 110).forEach(i -> record("caller-" + i, served(Lookup.HIT, 1, null)));
        record("caller-0", served(Lookup.HIT, 1, null));
        assertThat(count("hit", "caller-0")).isEqualTo(2);
    }

    @Test
    void countCallsThatWereSaved() {
        record("orders", served(Lookup.HIT, 1, null));
        record("orders", served(Lookup.MISS, 0, null));
        assertThat(registry.get("llamagate.upstream.calls.saved").counter().count()).isEqualTo(1);
    }

    @Test
    void tellTheAgeOfWhatWasServed() {
        record("orders", served(Lookup.HIT, 7, null));
        assertThat(registry.get("llamagate.answer.age").summary().max()).isEqualTo(7);
    }

    @Test
    void tellNoAgeWhereNothingWasServed() {
        meters.record(new MockHttpServletRequest(), "/x", 502, 1);
        assertThat(registry.get("llamagate.answer.age").summary().count()).isZero();
    }

    @Test
    void countOldAnswersByTheFailureThatTheyStandInFor() {
        record("orders", served(Lookup.HIT, 7, Failure.KEY_PAUSED));
        assertThat(registry.get("llamagate.answers.instead").tag("failure", "key-paused")
                .counter().count()).isEqualTo(1);
    }

    @Test
    void haveNoIdOfAJobInALabel() {
        MockHttpServletRequest request = served(Lookup.HIT, 1, null);
        request.setRequestURI("/batch-jobs/bjb-4711/status");
        record("orders", request);
        assertThat(registry.getMeters().stream().map(Meter::getId)
                .flatMap(id -> id.getTags().stream()).map(Tag::getValue))
                .noneMatch(value -> value.contains("bjb-4711"));
    }

    private static MockHttpServletRequest served(Lookup lookup, int age,
            @Nullable Failure insteadOf) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        CachedAnswer answer = OutcomeTests.answer(lookup, age, false, insteadOf);
        Served.note(request, answer);
        return request;
    }

    private void record(String caller, MockHttpServletRequest request) {
        request.setAttribute(Admission.CALLER, TestCallers.named(caller));
        meters.record(request, JobStatusController.PATH, 200, 1);
    }

    private double count(String outcome, String caller) {
        return registry.get("llamagate.requests").tag("outcome", outcome).tag("caller", caller)
                .counter().count();
    }
}
