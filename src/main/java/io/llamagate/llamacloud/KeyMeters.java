package io.llamagate.llamacloud;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Shows what is left of each key that is in use (docs/metrics.md), by its fingerprint. A key that
 * was rotated away disappears within seconds. Safe for use by many threads.
 */
class KeyMeters {
    private final ApiKeys keys;
    private final LimitsByKey limits;
    private final MultiGauge budget;
    private final MultiGauge pause;
    private final MultiGauge age;

    KeyMeters(ApiKeys keys, LimitsByKey limits, MeterRegistry registry) {
        this.keys = keys;
        this.limits = limits;
        this.budget = MultiGauge.builder("llamagate.key.budget.left").baseUnit("calls")
                .description("Calls that may be made at once with a key").register(registry);
        this.pause = MultiGauge.builder("llamagate.key.pause").baseUnit("seconds")
                .description("How long nothing is asked with a key").register(registry);
        this.age = MultiGauge.builder("llamagate.key.age").baseUnit("seconds")
                .description("How long a key has been in use here").register(registry);
    }

    /** Follows a change of keys. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void refresh() {
        show(budget, KeyLimits::callsLeft);
        show(pause, key -> seconds(key.pauseLeft()));
        show(age, key -> seconds(key.age()));
    }

    private void show(MultiGauge gauge, ToDoubleFunction<KeyLimits> figure) {
        gauge.register(keys.entries().entrySet().stream().map(entry -> {
            ApiKey key = entry.getValue().current();
            return Row.of(Tags.of("entry", entry.getKey(), "key", key.fingerprint()),
                    limits.of(key), figure);
        }).toList(), true);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
