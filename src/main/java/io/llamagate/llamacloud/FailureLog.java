package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log when calls begin to fail, or fail in another way, and when LlamaCloud answers
 * again; callers may notice none of it. What needs someone to act is an error. Safe for use by many
 * threads.
 */
final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    private volatile @Nullable Failure last;

    /** Takes note of a failure. */
    void failed(JobStatusException exception) {
        Failure failure = exception.failure();
        if (!failure.wasAsked() || failure == last) {
            return;
        }
        last = failure;
        switch (failure) {
            case CREDENTIALS_REJECTED -> log.error(
                    "LlamaCloud refuses the API key; callers get old answers or errors until it is"
                            + " replaced");
            case ACCESS_DENIED -> log.error(
                    "LlamaCloud denies the API key access (status {}): its plan, its credits or its"
                            + " rights do not reach a job",
                    exception.upstreamStatus());
            case LOOP -> log.error(
                    "llamagate.llamacloud.base-url (LLAMA_CLOUD_BASE_URL) leads to a gateway, not to"
                            + " LlamaCloud");
            default -> log.warn("A call to LlamaCloud failed: {} (status {})", failure,
                    exception.upstreamStatus());
        }
    }

    /** Takes note of an answer. */
    void answered() {
        if (last != null) {
            last = null;
            log.info("LlamaCloud answers again");
        }
    }
}
