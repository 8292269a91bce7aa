package io.llamagate;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A time that tests move, whoever asks for it. Safe for use by many threads. */
public final class ManualTime extends Clock implements TimeMeter, Ticker {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final long START_NANOS = 1_000_000_000_000L;

    private final AtomicLong now = new AtomicLong(START_NANOS);

    /** Lets it pass. */
    public void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now.get() - START_NANOS);
    }

    @Override
    public long currentTimeNanos() {
        return now.get();
    }

    @Override
    public long read() {
        return now.get();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
