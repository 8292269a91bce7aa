package io.llamagate.job;

/**
 * Hears how fetches end, whoever asked for them. Called by the thread that ended the fetch, which
 * must not be held up. Has to be safe for use by many threads.
 */
public interface Observer {
    /** There is an answer. */
    void fetched(JobRef ref, Kept kept);

    /**
     * There is none; what was known before still is.
     *
     * @param failure a {@link JobStatusException}, or a defect
     */
    void failed(JobRef ref, Throwable failure);
}
