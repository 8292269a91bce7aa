package io.llamagate.job;

/**
 * Where a job is in its life (contract section 6). LlamaCloud may add words; those are
 * {@link #UNKNOWN}, which counts as unfinished.
 */
public enum JobState {
    PENDING("pending", false),
    DISPATCHED("dispatched", false),
    RUNNING("running", false),
    COMPLETED("completed", true),
    FAILED("failed", true),
    CANCELLED("cancelled", true),
    /** A word that the contract does not know. */
    UNKNOWN("", false);

    private final String word;
    private final boolean finished;

    JobState(String word, boolean finished) {
        this.word = word;
        this.finished = finished;
    }

    /** The state that LlamaCloud's word stands for. */
    public static JobState of(String word) {
        for (JobState state : values()) {
            if (state != UNKNOWN && state.word.equals(word)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** Whether nothing more is expected to happen, short of a new attempt. */
    public boolean isFinished() {
        return finished;
    }
}
