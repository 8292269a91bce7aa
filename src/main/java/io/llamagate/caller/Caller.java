package io.llamagate.caller;

import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.job.Projects;

/**
 * Someone who may ask. Immutable.
 *
 * @param name what it is called in logs and metrics; callers of the same name share one limit
 * @param projects whose jobs it may see
 * @param limit how much it may ask
 */
public record Caller(String name, Projects projects, Limit limit) {
    /**
     * Replaces control characters: an issuer may name its callers as it likes, yet not end a line.
     */
    public Caller {
        if (name.chars().anyMatch(Character::isISOControl)) {
            name = name.replaceAll("\\p{Cc}", "?");
        }
    }
}
