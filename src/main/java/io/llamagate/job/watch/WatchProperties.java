package io.llamagate.job.watch;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are watched.
 *
 * @param streams how many event streams may be open
 * @param waits how many requests may wait for news
 * @param stalledAfter how long an unfinished job has to stand still to be called stalled, 1 s to 7
 *        d
 * @param page whether the page that shows jobs is served
 */
@Validated
@ConfigurationProperties("llamagate.watch")
public record WatchProperties(@DefaultValue @Valid Streams streams,
        @DefaultValue @Valid Waits waits,
        @DefaultValue("10m") @NotNull @DurationMin(seconds = 1) @DurationMax(
                days = 7) Duration stalledAfter,
        @DefaultValue("true") boolean page) {
    /**
     * How many event streams may be open at once.
     *
     * @param most in all, 0 to 1,000,000
     * @param mostPerCaller of one caller, where callers are told apart, 0 to 1,000,000
     */
    public record Streams(@DefaultValue("500") @Min(0) @Max(1_000_000) int most,
            @DefaultValue("200") @Min(0) @Max(1_000_000) int mostPerCaller) {
    }

    /**
     * How many requests may wait at once.
     *
     * @param most in all, 0 to 1,000,000
     * @param mostPerCaller of one caller, where callers are told apart, 0 to 1,000,000
     */
    public record Waits(@DefaultValue("1000") @Min(0) @Max(1_000_000) int most,
            @DefaultValue("300") @Min(0) @Max(1_000_000) int mostPerCaller) {
    }
}
