package io.llamagate.job;

import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows about a job. Immutable.
 *
 * @param kept LlamaCloud's last answer, or null
 * @param setback what became of the last fetch if it failed, otherwise null
 */
record Entry(@Nullable Kept kept, @Nullable Setback setback) {
    static final Entry EMPTY = new Entry(null, null);

    /** How many bytes of LlamaCloud's it holds. */
    int bytes() {
        return kept != null && kept.answer() instanceof JobStatus status
                ? status.body().length
                : 0;
    }
}
