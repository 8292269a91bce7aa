package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectsTests {
    private static final String ID = "0f4c2b7a-1111-4222-8333-944455556666";

    @ParameterizedTest
    @ValueSource(strings = {"proj-", "prj-", "", "PROJ-", "Prj-"})
    void includeAnIdWithEitherPrefixAndWithout(String prefix) {
        for (String listed : List.of(ID, "proj-" + ID, "prj-" + ID, "PRJ-" + ID)) {
            assertThat(Projects.of(List.of(listed)).include(prefix + ID)).isTrue();
        }
    }

    @Test
    void ignoreCaseWhateverTheLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(Projects.of(List.of("proj-I1")).include("prj-i1")).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"proj-1,proj-2", "proj-1,proj-11", "proj-1,''", "proj-1,proj-", "proj-1,proj1",
        "proj-1,project-1", "proj-1,proj_1", "proj-1,proj-proj-1", "proj-1,xproj-1",
        "proj-1,org-1", "proj-1,*", "proj-1,' proj-1'"})
    void includeNoOtherId(String listed, String other) {
        assertThat(Projects.of(List.of(listed)).include(other)).isFalse();
    }

    @Test
    void areAllWithAStar() {
        Projects all = Projects.of(List.of("proj-1", "*"));
        assertThat(all).isEqualTo(Projects.ALL).hasSameHashCodeAs(Projects.ALL).hasToString("*");
        assertThat(all.include("anything")).isTrue();
        assertThat(all.areSome()).isFalse();
        assertThat(all.ids()).isEmpty();
    }

    @Test
    void areSomeWithoutAStar() {
        Projects some = Projects.of(List.of("proj-1", "PRJ-2", "1"));
        assertThat(some.areSome()).isTrue();
        assertThat(some.ids()).containsExactlyInAnyOrder("1", "2");
        assertThat(Projects.of(List.of("proj-1")).toString()).isEqualTo("[1]");
    }

    @Test
    void areNoneWithoutAnId() {
        assertThat(Projects.of(List.of()).areSome()).isTrue();
        assertThat(Projects.of(List.of()).include("proj-1")).isFalse();
    }

    @Test
    void areEqualWhenTheyIncludeTheSame() {
        assertThat(Projects.of(List.of("proj-1", "A"))).isEqualTo(Projects.of(List.of("a", "1")))
                .hasSameHashCodeAs(Projects.of(List.of("a", "1")))
                .isNotEqualTo(Projects.of(List.of("proj-1"))).isNotEqualTo(Projects.ALL);
    }
}
