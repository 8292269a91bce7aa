package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.ManualTime;
import io.llamagate.job.Purpose;
import io.llamagate.job.Urgency;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** What is shown of a key with 10 calls a second. */
class KeyMetersTests {
    private static final LlamaCloudProperties.Budget TEN_A_SECOND = new LlamaCloudProperties.Budget(
            10, Duration.ofSeconds(1), 10);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ManualTime time = new ManualTime();
    private final LimitsByKey limits = new LimitsByKey(TEN_A_SECOND, time, Clock.systemUTC());

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        write("llx-1");
    }

    @Test
    void showTheBudgetThatIsLeft() {
        shown(new ApiKeys(Settings.withKey(null, file())));
        ask(HttpStatus.OK);
        assertThat(value("llamagate.key.budget.left")).isEqualTo(9);
    }

    @Test
    void showHowLongAThrottledKeyPauses() {
        shown(new ApiKeys(Settings.withKey(null, file())));
        assertThat(value("llamagate.key.pause")).isZero();
        ask(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(value("llamagate.key.pause")).isEqualTo(5);
        time.passes(Duration.ofSeconds(6));
        assertThat(value("llamagate.key.pause")).isZero();
    }

    @Test
    void showHowLongAKeyHasBeenInUse() {
        shown(new ApiKeys(Settings.withKey(null, file())));
        time.passes(Duration.ofMinutes(2));
        assertThat(value("llamagate.key.age")).isEqualTo(120);
    }

    @Test
    void showTheNewKeyInsteadOfTheOldAfterARotation() throws IOException {
        ApiKeys keys = new ApiKeys(Settings.withKey(null, file()));
        KeyMeters meters = shown(keys);
        time.passes(Duration.ofMinutes(2));
        write("llx-2");
        keys.reload();
        meters.refresh();
        assertThat(gauge("llamagate.key.age").getId().getTag("key"))
                .isEqualTo(ApiKey.of("llx-2").fingerprint());
        assertThat(value("llamagate.key.age")).isZero();
    }

    @Test
    void showEachKeyUnderTheProjectThatItIsFor() {
        shown(new ApiKeys(Settings.withKeyOf("proj-1", file())));
        assertThat(registry.find("llamagate.key.age").gauges())
                .extracting(gauge -> gauge.getId().getTag("entry"))
                .containsExactlyInAnyOrder("default", "proj-1");
    }

    @Test
    void showNoKey() {
        shown(new ApiKeys(Settings.withKey(null, file())));
        assertThat(registry.getMetersAsString()).doesNotContain("llx-");
    }

    private KeyMeters shown(ApiKeys keys) {
        KeyMeters meters = new KeyMeters(keys, limits, registry);
        meters.refresh();
        return meters;
    }

    private void ask(HttpStatus answer) {
        KeyLimits asked = limits.of(ApiKey.of("llx-1"));
        asked.admit(new Purpose(Urgency.AWAITED, null));
        asked.judge(ResponseEntity.status(answer).build());
    }

    private Gauge gauge(String name) {
        return registry.get(name).gauge();
    }

    private double value(String name) {
        return gauge(name).value();
    }

    private Path file() {
        return directory.resolve("key");
    }

    private void write(String key) throws IOException {
        Files.writeString(file(), key);
    }
}
