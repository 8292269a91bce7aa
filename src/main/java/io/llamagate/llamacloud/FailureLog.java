package io.llamagate.llamacloud;

import io.github.bucket4j.TimeMeter;
import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log how calls fail, each way at most once a minute, and when LlamaCloud answers again;
 * callers may notice none of it. What needs someone to act is an error. Safe for use by many
 * threads.
 */
final class FailureLog {
    private static final Logger log = LoggerFactory.getLogger(FailureLog.class);

    private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

    private final TimeMeter time;
    private final Map<Failure, Long> toldAt = new ConcurrentHashMap<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Failure last;

    FailureLog(TimeMeter time) {
        this.time = time;
    }

    /** How the last call failed, or null if it did not. */
    @Nullable
    Failure last() {
        return last;
    }

    /** Takes note of a failure. */
    void failed(JobStatusException exception) {
        Failure failure = exception.failure();
        if (!failure.wasAsked()) {
            return;
        }
        last = failure;
        if (isDue(failure)) {
            told.set(true);
            tell(failure, exception.upstreamStatus());
        }
    }

    /** Takes note of an answer. */
    void answered() {
        if (last != null) {
            last = null;
        }
        if (told.get() && told.compareAndSet(true, false)) {
            log.info("LlamaCloud answers again");
        }
    }

    private boolean isDue(Failure failure) {
        long now = time.currentTimeNanos();
        Long before = toldAt.get(failure);
        if (before == null) {
            return toldAt.putIfAbsent(failure, now) == null;
        }
        return now - before >= INTERVAL && toldAt.replace(failure, before, now);
    }

    private static void tell(Failure failure, @Nullable Integer status) {
        switch (failure) {
            case CREDENTIALS_REJECTED -> log.error(
                    "LlamaCloud refuses the API key; callers get old answers or errors until it is"
                            + " replaced");
            case ACCESS_DENIED -> log.error(
                    "LlamaCloud denies the API key access (status {}): its plan, its credits or its"
                            + " rights do not reach a job",
                    status);
            case LOOP -> log.error(
                    "llamagate.llamacloud.base-url (LLAMA_CLOUD_BASE_URL) leads to a gateway, not"
                            + " to LlamaCloud");
            default -> log.warn("A call to LlamaCloud failed: {} (status {})", failure, status);
        }
    }
}
