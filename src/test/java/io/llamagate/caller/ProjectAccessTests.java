package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import io.llamagate.job.KeyNames;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectAccessTests {
    private static final ProjectAccess ONE_KEY = access();
    private static final ProjectAccess KEYS = access("proj-a", "proj-b", "org-1");

    @ParameterizedTest
    @ValueSource(strings = {"proj-a", "prj-a", "a", "A", "PROJ-A", "Prj-A"})
    void letsACallerNameItsProjectHoweverItIsWritten(String project) {
        assertThat(ONE_KEY.admit(asked(project, null), TestCallers.of("proj-a")))
                .isEqualTo(asked(project, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proj-b", "b", "proj-aa", "proj-", "proja", "project-a",
        "proj-proj-a", "prj-proj-a"})
    void letsNoCallerNameAnotherProject(String project) {
        assertThatExceptionOfType(ProjectNotAllowedException.class).isThrownBy(
                () -> ONE_KEY.admit(asked(project, null), TestCallers.of("proj-a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proj-b", "proj-c"})
    void letsNoCallerNameAnotherProjectWhereThereAreKeysEither(String project) {
        assertThatExceptionOfType(ProjectNotAllowedException.class).isThrownBy(
                () -> KEYS.admit(asked(project, "org-1"), TestCallers.of("proj-a")));
    }

    @Test
    void letsACallerOfAllProjectsNameAny() {
        assertThat(ONE_KEY.admit(asked("proj-b", null), TestCallers.everyone()))
                .isEqualTo(asked("proj-b", null));
    }

    @Test
    void letsACallerNameNone() {
        assertThat(ONE_KEY.admit(asked(null, null), TestCallers.of("proj-a", "proj-b")))
                .isEqualTo(asked(null, null));
    }

    @ParameterizedTest
    @CsvSource({"proj-a,,proj-a", "PRJ-A,,proj-a", "a,,proj-a", "proj-c,,default",
        ",org-1,org-1", ",org-2,default", "proj-a,org-1,proj-a", "proj-c,org-1,org-1",
        "proj-a,org-2,proj-a", ",,default"})
    void asksWithTheKeyOfTheProjectThenOfTheOrganizationThatIsNamed(@Nullable String project,
            @Nullable String organization, String key) {
        assertThat(KEYS.admit(asked(project, organization), TestCallers.everyone()))
                .isEqualTo(asked(project, organization).withKey(key));
    }

    @ParameterizedTest
    @CsvSource({"proj-a,proj-a", "prj-B,proj-b", "proj-c,default"})
    void asksWithTheKeyOfTheCallersOneProjectWhereNoneIsNamed(String project, String key) {
        assertThat(KEYS.admit(asked(null, null), TestCallers.of(project)).key()).isEqualTo(key);
    }

    @Test
    void asksWithTheNamedProjectsKeyWhereTheCallerHasSeveral() {
        Caller caller = TestCallers.of("proj-a", "proj-b", "proj-c");
        assertThat(KEYS.admit(asked("b", null), caller).key()).isEqualTo("proj-b");
        assertThat(KEYS.admit(asked("c", null), caller).key()).isEqualTo("default");
    }

    @ParameterizedTest
    @CsvSource({"proj-a,proj-b", "proj-a,proj-c"})
    void demandsAProjectWhereSeveralKeysWouldDo(String first, String second) {
        assertThatExceptionOfType(ProjectRequiredException.class).isThrownBy(
                () -> KEYS.admit(asked(null, null), TestCallers.of(first, second)));
    }

    @Test
    void demandsNoProjectWhereOneKeyDoesForAllOfThem() {
        assertThat(KEYS.admit(asked(null, null), TestCallers.of("proj-c", "proj-d")).key())
                .isEqualTo("default");
        assertThat(KEYS.admit(asked(null, null), TestCallers.of("proj-a", "A")).key())
                .isEqualTo("proj-a");
    }

    private static JobRef asked(@Nullable String project, @Nullable String organization) {
        return new JobRef(new JobId("bjb-1"), project, organization);
    }

    private static ProjectAccess access(String... keys) {
        return new ProjectAccess(new KeyNames(List.of(keys)));
    }
}
