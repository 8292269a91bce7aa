package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.caller.CallerProperties.Rule;
import io.llamagate.job.Projects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerRulesTests {
    private static final Limit OWN = new Limit(5, 10);

    @Test
    void nameTheCallerWhereTheySay() {
        assertThat(callerOf("orders-7", rule("orders-*", "orders", null)))
                .isEqualTo(new Caller("orders", Projects.of(List.of("proj-1")), TestCallers.LIMIT));
    }

    @Test
    void callTheCallerByItsIdentityWhereTheyNameNone() {
        assertThat(callerOf("orders-7", rule("orders-*", null, null)))
                .returns("orders-7", Caller::name);
    }

    @Test
    void callTheCallerByItsIdentityWhereTheNameIsBlank() {
        assertThat(callerOf("orders-7", rule("orders-*", " ", null)))
                .returns("orders-7", Caller::name);
    }

    @Test
    void giveTheCommonLimitWhereTheySayNone() {
        assertThat(callerOf("orders", rule("orders", null, null)))
                .returns(TestCallers.LIMIT, Caller::limit);
        assertThat(callerOf("orders", rule("orders", null, OWN))).returns(OWN, Caller::limit);
    }

    @Test
    void countInTheirOrder() {
        assertThat(callerOf("orders-7", rule("orders", "exact", null), rule("ord*", "first", null),
                rule("orders-7", "second", null))).returns("first", Caller::name);
    }

    @ParameterizedTest
    @CsvSource({"system:serviceaccount:shop:orders,system:serviceaccount:shop:orders",
        "system:serviceaccount:shop:*,system:serviceaccount:shop:orders",
        "system:serviceaccount:shop:*,system:serviceaccount:shop:", "*,anyone", "*,''",
        "a*b,a*b"})
    void match(String pattern, String identity) {
        assertThat(callerOf(identity, rule(pattern, null, null))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"system:serviceaccount:shop:orders,system:serviceaccount:shop:orders2",
        "system:serviceaccount:shop:orders,system:serviceaccount:shop:order",
        "system:serviceaccount:shop:orders,System:ServiceAccount:shop:orders",
        "system:serviceaccount:shop:*,system:serviceaccount:shop",
        "system:serviceaccount:shop:*,system:serviceaccount:shop2:orders",
        "*:orders,shop:orders", "a*b,axb", "a.c,abc", "a.*,abc"})
    void doNotMatch(String pattern, String identity) {
        assertThat(callerOf(identity, rule(pattern, null, null))).isNull();
    }

    @Test
    void letNobodyInWhenThereAreNone() {
        assertThat(callerOf("orders")).isNull();
    }

    private static @Nullable Caller callerOf(String identity, Rule... rules) {
        return new CallerRules(List.of(rules), TestCallers.LIMIT).callerOf(identity);
    }

    private static Rule rule(String match, @Nullable String name, @Nullable Limit limit) {
        return new Rule(match, name, List.of("proj-1"), limit);
    }
}
