package io.llamagate.job.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of what was denied to whom: a line for each call, but of nobody known one a second for
 * each reason, and of a caller ten, so that nobody can fill the log; the next line tells how many
 * it stands for. Safe for use by many threads.
 */
final class AuditTrail {
    /** What stands for the caller where none is known. */
    static final String NOBODY = "nobody";

    private static final Logger audit = LoggerFactory.getLogger("llamagate.audit");
    private static final int MOST_KINDS = 1000;
    private static final int LINES_OF_A_CALLER = 10;

    private final LoadingCache<Kind, Lines> kinds;

    private record Kind(String reason, String caller) {
    }

    private record Lines(Bucket allowed, LongAdder untold) {
    }

    AuditTrail(TimeMeter time) {
        this.kinds = Caffeine.newBuilder().maximumSize(MOST_KINDS).executor(Runnable::run)
                .build(kind -> new Lines(
                        bucket(kind.caller().equals(NOBODY) ? 1 : LINES_OF_A_CALLER, time),
                        new LongAdder()));
    }

    /**
     * Takes down a call.
     *
     * @param reason the code of the problem that it was answered with
     * @param caller the name of who asked, or {@link #NOBODY}
     * @param address where it came from
     */
    void denied(String reason, String caller, String address) {
        Lines lines = kinds.get(new Kind(reason, caller));
        lines.untold().increment();
        if (lines.allowed().tryConsume(1)) {
            long calls = lines.untold().sumThenReset();
            audit.atWarn().addKeyValue("event", "denied").addKeyValue("reason", reason)
                    .addKeyValue("caller", caller).addKeyValue("address", address)
                    .addKeyValue("calls", calls)
                    .log("Denied: {} to caller {} at {}; {} such calls since the last line", reason,
                            caller, address, calls);
        }
    }

    private static Bucket bucket(int perSecond, TimeMeter time) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond,
                        Duration.ofSeconds(1)))
                .withCustomTimePrecision(time).build();
    }
}
