package io.llamagate.job;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long answers are fresh, what they are worth afterwards, and how many are kept: beside those
 * that came since a fetch was last started, which makes room.
 *
 * @param activeTtl how long the status of an unfinished job is fresh, 1 s to 1 h
 * @param terminalTtl how long the status of a finished job is fresh, 1 s to 1 d
 * @param notFoundTtl how long it is remembered that LlamaCloud knows no such job or rejects the
 *        question, 1 s to 1 min
 * @param staleWhileRevalidate how long past its freshness a status is served while a newer one is
 *        fetched, 0 to 1 d, or null for as long as it was fresh
 * @param staleIfError how long past its freshness a status is served when there is no newer one, 0
 *        to 1 d
 * @param softTimeout how long a caller waits for a newer status when an old one is at hand, 10 ms
 *        to 1 min
 * @param maxEntries the most answers kept, 1 to 10,000,000
 * @param maxBytes the most bytes that the bodies of the kept answers may have together, at least 1
 *        MiB
 */
@Validated
@ConfigurationProperties("llamagate.cache")
record CacheProperties(
        @DefaultValue("2s") @NotNull @DurationMin(seconds = 1) @DurationMax(
                hours = 1) Duration activeTtl,
        @DefaultValue("1h") @NotNull @DurationMin(seconds = 1) @DurationMax(
                days = 1) Duration terminalTtl,
        @DefaultValue("1s") @NotNull @DurationMin(seconds = 1) @DurationMax(
                minutes = 1) Duration notFoundTtl,
        @Nullable @DurationMin @DurationMax(days = 1) Duration staleWhileRevalidate,
        @DefaultValue("10m") @NotNull @DurationMin @DurationMax(days = 1) Duration staleIfError,
        @DefaultValue("1s") @NotNull @DurationMin(millis = 10) @DurationMax(
                minutes = 1) Duration softTimeout,
        @DefaultValue("100000") @Min(1) @Max(10_000_000) int maxEntries,
        @DefaultValue("128MB") @NotNull DataSize maxBytes) {
    private static final DataSize LEAST_BYTES = DataSize.ofMegabytes(1);

    /** Refuses room for less than one answer of the largest size that the gateway reads. */
    CacheProperties {
        if (maxBytes.compareTo(LEAST_BYTES) < 0) {
            throw new IllegalArgumentException("llamagate.cache.max-bytes must be at least 1MB");
        }
    }
}
