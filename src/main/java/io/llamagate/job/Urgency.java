package io.llamagate.job;

/** Which fetches come first when not all can. */
public enum Urgency {
    /** Someone waits for the answer, and for all that is known the job is not finished. */
    AWAITED,
    /** Nobody waits, or the job was finished already. */
    DEFERRABLE
}
