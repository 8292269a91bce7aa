package io.llamagate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobRefTests {
    private static final JobId JOB = new JobId("bjb-1");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void takesBlankProjectsAndOrganizationsForAbsent(@Nullable String blank) {
        assertThat(new JobRef(JOB, blank, blank)).isEqualTo(new JobRef(JOB, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "p-1", "1", "a_B"})
    void publishesAPatternThatWhatItTakesMatches(String scope) {
        assertThat(scope).matches(JobRef.SCOPE_PATTERN);
        assertThat(new JobRef(JOB, scope, scope)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/b", "a b", "-a", "a&b", "é"})
    void refusesProjectsOfOtherCharactersByName(String project) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> new JobRef(JOB, project, null))
                .withMessageStartingWith("project_id must be 1 to 64 characters");
        assertThat(project).doesNotMatch(JobRef.SCOPE_PATTERN);
    }

    @Test
    void refusesOrganizationsOfMoreThan64CharactersByName() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> new JobRef(JOB, null, "x".repeat(65)))
                .withMessageStartingWith("organization_id must be 1 to 64 characters");
        assertThat("x".repeat(65)).doesNotMatch(JobRef.SCOPE_PATTERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prj-1", "1", "PROJ-1"})
    void isAnotherQuestionInAnotherSpellingOfTheProject(String spelling) {
        assertThat(new JobRef(JOB, spelling, null)).isNotEqualTo(new JobRef(JOB, "proj-1", null));
    }

    @Test
    void isTheSameQuestionOnlyWhenJobProjectAndOrganizationAgree() {
        JobRef ref = new JobRef(JOB, "p", "o");
        assertThat(ref).isEqualTo(new JobRef(new JobId("bjb-1"), "p", "o"))
                .isNotEqualTo(new JobRef(JOB, "o", "p")).isNotEqualTo(new JobRef(JOB, "p", null))
                .isNotEqualTo(new JobRef(new JobId("bjb-2"), "p", "o"));
    }
}
