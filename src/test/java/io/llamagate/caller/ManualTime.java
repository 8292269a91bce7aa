package io.llamagate.caller;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A time that tests move, whoever asks for it. */
public final class ManualTime extends Clock implements TimeMeter, Ticker {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private long now = 1_000_000_000_000L;
    private Duration passed = Duration.ZERO;

    /** Lets it pass. */
    public void passes(Duration time) {
        now += time.toNanos();
        passed = passed.plus(time);
    }

    @Override
    public Instant instant() {
        return START.plus(passed);
    }

    @Override
    public long currentTimeNanos() {
        return now;
    }

    @Override
    public long read() {
        return now;
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
