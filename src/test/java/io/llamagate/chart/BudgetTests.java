package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The share of a release's calls to LlamaCloud that each of its replicas may make. */
class BudgetTests {
    private static final String OF_RELEASE = """
            {replicaCount: %d, llamacloud: {budget: {calls: %d, periodSeconds: %d, burst: 100}}}
            """;

    @ParameterizedTest(name = "{0} calls in {1} s over {2} replicas are {3} in {4} each")
    @CsvSource({"50, 1, 1, 50, 1s", "50, 1, 2, 25, 1s", "50, 1, 5, 10, 1s", "20, 60, 4, 5, 60s"})
    void isThePartOfCallsWhereTheyCanBeDivided(int calls, int seconds, int replicas, String share,
            String period) {
        Properties settings = settings(OF_RELEASE.formatted(replicas, calls, seconds));
        assertThat(settings.get("llamagate.llamacloud.budget.calls")).hasToString(share);
        assertThat(settings.get("llamagate.llamacloud.budget.period")).hasToString(period);
    }

    /** 50 calls in 3 s by each of 3 replicas are 50 calls a second by all. */
    @ParameterizedTest(name = "{0} calls in {1} s over {2} replicas are {0} in {3} each")
    @CsvSource({"50, 1, 3, 3s", "15, 60, 4, 240s", "1, 1, 7, 7s"})
    void isAsManyCallsInALongerPeriodWhereTheyCannot(int calls, int seconds, int replicas,
            String period) {
        Properties settings = settings(OF_RELEASE.formatted(replicas, calls, seconds));
        assertThat(settings.get("llamagate.llamacloud.budget.calls")).isEqualTo(calls);
        assertThat(settings.get("llamagate.llamacloud.budget.period")).hasToString(period);
    }

    @Test
    void isByTheMostReplicasThatAutoscalingMayStart() {
        assertThat(settings("autoscaling: {enabled: true, maxReplicas: 10}")
                .get("llamagate.llamacloud.budget.calls")).isEqualTo(5);
    }

    @ParameterizedTest(name = "100 saved over {0} replicas are {1}")
    @CsvSource({"1, 100", "3, 33", "20, 5", "50, 5"})
    void isAtLeastSoManySavedThatOneIsLeftForAWaitingCaller(int replicas, int burst) {
        assertThat(settings("replicaCount: " + replicas)
                .get("llamagate.llamacloud.budget.burst")).isEqualTo(burst);
    }

    @Test
    void isThatOfOneReplicaWhenThereIsNoneForTheMoment() {
        assertThat(settings("replicaCount: 0").get("llamagate.llamacloud.budget.calls"))
                .isEqualTo(50);
    }

    private static Properties settings(String values) {
        return Chart.asItIs().with(values).settings();
    }
}
