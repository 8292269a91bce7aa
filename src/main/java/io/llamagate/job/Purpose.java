package io.llamagate.job;

import org.jspecify.annotations.Nullable;

/**
 * What a fetch is for.
 *
 * @param urgency whether others are to come first when not all can be made
 * @param caller the name of the caller whose question started it, or null where callers are not
 *        told apart
 * @param traceparent the trace to ask under (W3C Trace Context), or null where traces are off
 */
public record Purpose(Urgency urgency, @Nullable String caller, @Nullable String traceparent) {
    /** One that belongs to no trace. */
    public Purpose(Urgency urgency, @Nullable String caller) {
        this(urgency, caller, null);
    }

    /** The same in a trace. */
    public Purpose under(String trace) {
        return new Purpose(urgency, caller, trace);
    }
}
