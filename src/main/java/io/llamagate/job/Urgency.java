package io.llamagate.job;

import org.jspecify.annotations.Nullable;

/** Which fetches come first when not all can. */
public enum Urgency {
    /** Someone waits for the answer, and for all that is known the job is not finished. */
    AWAITED,
    /** Nobody waits, or the job was finished already. */
    DEFERRABLE;

    /** That of a fetch about a job of which this is known. */
    static Urgency of(@Nullable Kept kept, boolean awaited) {
        return awaited && (kept == null || !kept.isFinal()) ? AWAITED : DEFERRABLE;
    }
}
