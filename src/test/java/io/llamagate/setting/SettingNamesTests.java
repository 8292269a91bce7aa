package io.llamagate.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingNamesTests {
    private final SettingNames names = new SettingNames(
            Map.of("llamagate", Whole.class, "llamagate.some-part", Part.class));

    record Whole(String name) {
    }

    record Part(Duration activeTtl, List<String> origins, List<Rule> rules,
            Map<String, Files> keys) {
    }

    record Rule(String match, List<String> projects, @Nullable Limit limit) {
    }

    record Limit(int requestsPerSecond) {
    }

    record Files(String file) {
    }

    @ParameterizedTest
    @ValueSource(strings = {"llamagate.name", "llamagate.some-part.active-ttl",
        "llamagate.somePart.activeTtl", "LLAMAGATE_SOME_PART_ACTIVE_TTL",
        "LLAMAGATE_SOMEPART_ACTIVETTL", "llamagate.some-part.origins",
        "llamagate.some-part.origins[0]", "LLAMAGATE_SOMEPART_ORIGINS_0",
        "llamagate.some-part.rules", "llamagate.some-part.rules[12].match",
        "LLAMAGATE_SOMEPART_RULES_0_PROJECTS_1",
        "llamagate.some-part.rules[0].limit.requests-per-second", "llamagate.some-part.keys",
        "llamagate.some-part.keys.proj-8b5e0c52.file", "llamagate.some-part.keys[proj-1].file"})
    void areKnownInEverySpelling(String name) {
        assertThat(names.areWithout(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"llamagate.nam", "llamagate.names", "llamagate.some-part",
        "llamagate.some-part.activ-ttl", "llamagate.active-ttl", "LLAMAGATE_SOMEPART_ACTIV_TTL",
        "llamagate.some-part.origin", "llamagate.some-part.origins[x]",
        "llamagate.some-part.rules[0]", "llamagate.some-part.rules[0].project",
        "llamagate.some-part.rules[0].limit.burst", "llamagate.some-part.keys.proj-1",
        "llamagate.some-part.keys.proj-1.files", "llamagate.some-part.name"})
    void areWithoutWhatIsMisspelt(String name) {
        assertThat(names.areWithout(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.port", "LLAMAGATE", "llamagates.name", "LLAMA_CLOUD_API_KEY",
        "spring.ssl.bundle.jks.llamagate.x"})
    void sayNothingOfWhatIsNotOurs(String name) {
        assertThat(names.areWithout(name)).isFalse();
    }
}
