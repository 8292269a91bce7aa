package io.llamagate.job;

import org.jspecify.annotations.Nullable;

/**
 * What a fetch is for.
 *
 * @param urgency whether others are to come first when not all can be made
 * @param caller the name of the caller whose question started it, or null where callers are not
 *        told apart
 */
public record Purpose(Urgency urgency, @Nullable String caller) {
}
