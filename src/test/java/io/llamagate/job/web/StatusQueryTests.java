package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusQueryTests {
    @Test
    void readsProjectAndOrganization() {
        assertThat(StatusQuery.parse("organization_id=o-1&project_id=p-1").about("bjb-1"))
                .isEqualTo(ref("p-1", "o-1"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "&", "=", "=x", "&&=&", "project_id", "project_id=",
        "project_id=&organization_id=+", "project_id=%20", "x=%zz", "%zz=x", "expand=results",
        "Project_Id=p-1", "project_id[]=p-1", "project%5Fidx=p-1"})
    void takesBlankForAbsentAndIgnoresWhatItDoesNotKnow(@Nullable String query) {
        assertThat(StatusQuery.parse(query).about("bjb-1")).isEqualTo(ref(null, null));
    }

    @Test
    void decodesNamesAndValues() {
        assertThat(StatusQuery.parse("project%5Fid=%70-1").about("bjb-1"))
                .isEqualTo(ref("p-1", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"project_id=a&project_id=b", "project_id=a&project_id=a",
        "project_id=&project_id=", "project_id&project_id=a", "project_id=a&project%5Fid=b"})
    void refusesRepeatedValuesByName(String query) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> StatusQuery.parse(query).about("bjb-1"))
                .withMessage("project_id must not be repeated.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"organization_id=%zz", "organization_id=%4", "organization_id=%"})
    void refusesValuesThatCannotBeDecodedByName(String query) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> StatusQuery.parse(query).about("bjb-1"))
                .withMessage("organization_id is not percent-encoded as it should be.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"project_id=..%2F..", "project_id=a%00", "project_id=a;b",
        "project_id=%252e", "project_id=%C3%A9"})
    void refusesValuesOfOtherCharactersHoweverTheyAreEncoded(String query) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> StatusQuery.parse(query).about("bjb-1"))
                .withMessageStartingWith("project_id must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ids=a,b,a", "ids=a&ids=b,a", "ids=a&x=y&ids=b&ids=a", "ids=a%2Cb,a",
        "%69ds=a,b&ids=&ids=a"})
    void readsTheIdsThatItListsInTheirOrder(String query) {
        assertThat(StatusQuery.parse(query).ids().ids()).containsExactly("a", "b", "a");
    }

    @Test
    void keepsIdsThatBreakTheRuleForAnAnswerOfTheirOwn() {
        assertThat(StatusQuery.parse("ids=a,,b%2Fc,%20").ids().ids()).containsExactly("a", "",
                "b/c", " ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"ids=", "ids", "id=a", "ids=%20&ids="})
    void refusesAListOfNone(@Nullable String query) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> StatusQuery.parse(query).ids())
                .withMessage("ids must list 1 to 100 job ids; there are 0.");
    }

    @Test
    void refusesAListOfMoreThanAHundred() {
        String query = "ids=" + "a,".repeat(100) + "a";
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> StatusQuery.parse(query).ids())
                .withMessage("ids must list 1 to 100 job ids; there are 101.");
    }

    @Test
    void ignoresIdsWhereOneJobIsAskedAbout() {
        assertThat(StatusQuery.parse("ids=%zz").about("bjb-1")).isEqualTo(ref(null, null));
    }

    private static JobRef ref(@Nullable String project, @Nullable String organization) {
        return new JobRef(new JobId("bjb-1"), project, organization);
    }
}
