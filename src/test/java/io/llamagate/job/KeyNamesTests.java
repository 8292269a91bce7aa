package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyNamesTests {
    private final KeyNames names = new KeyNames(List.of("proj-A", "org-1"));

    @ParameterizedTest
    @ValueSource(strings = {"proj-A", "proj-a", "prj-A", "PRJ-a", "a", "A"})
    void tellTheNameAsConfiguredHoweverTheIdIsWritten(String id) {
        assertThat(names.of(id)).isEqualTo("proj-A");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proj-b", "proj-", "", "org-2", "1", "default", "proj-proj-a"})
    void tellNoneForAnyOtherId(String id) {
        assertThat(names.of(id)).isNull();
    }

    @Test
    void tellTheNameOfAnOrganization() {
        assertThat(names.of("ORG-1")).isEqualTo("org-1");
    }

    @Test
    void areEmptyWithoutIds() {
        assertThat(new KeyNames(List.of()).isEmpty()).isTrue();
        assertThat(names.isEmpty()).isFalse();
    }
}
