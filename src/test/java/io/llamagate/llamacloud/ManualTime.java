package io.llamagate.llamacloud;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A time that tests move. */
final class ManualTime implements TimeMeter {
    private long now = 1_000_000_000_000L;

    void passes(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return now;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
