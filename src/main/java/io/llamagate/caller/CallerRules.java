package io.llamagate.caller;

import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.caller.CallerProperties.Rule;
import io.llamagate.job.Projects;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells who an identity is here. Pure. */
final class CallerRules {
    private final List<Rule> rules;
    private final Limit common;

    /** Takes the rules in the order in which they are tried, and the limit of those without one. */
    CallerRules(List<Rule> rules, Limit common) {
        this.rules = rules;
        this.common = common;
    }

    /** The caller by the first rule that matches, or null if none does. */
    @Nullable
    Caller callerOf(String identity) {
        return rules.stream().filter(rule -> matches(rule.match(), identity)).findFirst()
                .map(rule -> new Caller(rule.name() == null ? identity : rule.name(),
                        Projects.of(rule.projects()),
                        rule.limit() == null ? common : rule.limit()))
                .orElse(null);
    }

    private static boolean matches(String pattern, String identity) {
        return pattern.endsWith("*")
                ? identity.startsWith(pattern.substring(0, pattern.length() - 1))
                : identity.equals(pattern);
    }
}
