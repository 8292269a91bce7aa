package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.job.Projects;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallerLimitsTests {
    private static final Limit ONE = new Limit(1, 1);

    private final ManualTime time = new ManualTime();
    private final CallerLimits limits = new CallerLimits(time);

    @Test
    void areOfEachCallerItsOwn() {
        spend(caller("greedy"));
        assertThat(limits.of(caller("modest")).take(1)).isZero();
    }

    @Test
    void areSharedByCallersOfTheSameName() {
        spend(caller("orders"));
        Caller sameName = new Caller("orders", Projects.of(List.of("proj-1")), ONE);
        assertThat(limits.of(sameName).take(1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void areRememberedFromRequestToRequest() {
        spend(caller("orders"));
        assertThat(limits.of(caller("orders")).take(1)).isPositive();
        time.passes(Duration.ofSeconds(1));
        assertThat(limits.of(caller("orders")).take(1)).isZero();
    }

    @Test
    void areOtherOnesOnceTheLimitChanges() {
        spend(caller("orders"));
        Allowance changed = limits.of(new Caller("orders", Projects.ALL, new Limit(5, 7)));
        assertThat(changed.take(1)).isZero();
        assertThat(changed.policy()).isEqualTo("\"caller\";q=7;w=2");
    }

    @Test
    void areRememberedOf10000CallersAtMost() {
        IntStream.range(0, 10_100).forEach(i -> spend(caller("caller-" + i)));
        long remembered = IntStream.range(0, 10_100)
                .filter(i -> limits.of(caller("caller-" + i)).take(1).isPositive()).count();
        assertThat(remembered).isBetween(1L, 10_000L);
    }

    private void spend(Caller caller) {
        while (limits.of(caller).take(1).isZero()) {
            assertThat(limits.of(caller).left()).isEqualTo("\"caller\";r=0;t=1");
        }
    }

    private static Caller caller(String name) {
        return new Caller(name, Projects.ALL, ONE);
    }
}
