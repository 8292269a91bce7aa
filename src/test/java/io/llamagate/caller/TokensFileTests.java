package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.caller.TokensFile.Entry;
import io.llamagate.job.Projects;
import io.llamagate.secret.UnusableFileException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensFileTests {
    private static final String HASH = TokenHash.of("one").toString();
    private static final String OTHER = TokenHash.of("two").toString();

    @Test
    void listsACallerWithTheCommonLimit() throws Exception {
        assertThat(parse("callers: [{name: orders, sha256: [HASH], projects: [proj-1, prj-2]}]"))
                .containsExactly(new Entry(TokenHash.of("one"), new Caller("orders",
                        Projects.of(List.of("1", "2")), TestCallers.LIMIT)));
    }

    @Test
    void listsACallerOfAllProjectsWithALimitOfItsOwn() throws Exception {
        assertThat(parse("""
                callers:
                  - name: orders
                    sha256: [HASH]
                    projects: ["*"]
                    limit: {requests-per-second: 50, burst: 100}
                """)).containsExactly(new Entry(TokenHash.of("one"),
                new Caller("orders", Projects.ALL, new Limit(50, 100))));
    }

    @Test
    void listsOneEntryForEachTokenOfEachCallerInTheirOrder() throws Exception {
        assertThat(parse("""
                callers:
                  - {name: a, sha256: [HASH, OTHER], projects: ["*"]}
                  - {name: b, sha256: [%s], projects: ["*"]}
                """.formatted(TokenHash.of("three"))))
                .extracting(entry -> entry.caller().name()).containsExactly("a", "a", "b");
    }

    @Test
    void isReadAsJsonToo() throws Exception {
        assertThat(parse("""
                {"callers": [{"name": "a", "sha256": ["HASH"], "projects": ["*"]}]}"""))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"callers: []", "callers: [{name: a, sha256: [], projects: ['*']}]"})
    void mayListNobody(String text) throws Exception {
        assertThat(new TokensFile(TestCallers.LIMIT).parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"just text|has no fields in the file",
        "[]|has no fields in the file", "~|has no fields in the file",
        "{}|has no list in callers", "callers:|has no list in callers",
        "callers: {}|has no list in callers",
        "callers: orders|has no list in callers",
        "{callers: [], version: 1}|has something else than callers in the file",
        "Callers: []|has something else than callers in the file",
        "callers: [orders]|has no fields in callers[0]",
        "callers: [~]|has no fields in callers[0]",
        "callers: [[]]|has no fields in callers[0]"})
    void isRefusedWhenItIsNoListOfCallers(String text, String message) {
        assertRefused(text).withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project: [p]", "Name: a", "sha-256: [HASH]", "token: HASH", "1: 2",
        "~: x", "? [a] : x", "? {a: b} : x"})
    void isRefusedWhenACallerHasAnUnknownField(String field) {
        assertRefused("callers: [{name: a, sha256: [HASH], projects: ['*'], %s}]".formatted(field))
                .withMessage(
                        "has something else than limit, name, projects, sha256 in callers[0]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~: x", "default: []", "? [callers] : x"})
    void isRefusedWhenItHasAnUnknownField(String field) {
        assertRefused("{callers: [], %s}".formatted(field))
                .withMessage("has something else than callers in the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit: ~", "name: ~", "name: ''", "name: ' '", "name: 7",
        "name: true", "name: 2026-11-23", "name: [a]", "name: {a: b}", "name: !!binary YQ==",
        "name: \"a\\nb\"", "name: \"a\\eb\"", "name: \"a\\x7fb\""})
    void isRefusedWhenACallerHasNoName(String name) {
        assertRefused("callers: [{%s, sha256: [HASH], projects: ['*']}]".formatted(name))
                .withMessage("has no text in callers[0].name (quote it)");
    }

    @Test
    void isRefusedWhenANameIsLongerThan256Characters() throws Exception {
        String caller = "callers: [{name: %s, sha256: [HASH], projects: ['*']}]";
        assertThat(parse(caller.formatted("a".repeat(256)))).hasSize(1);
        assertRefused(caller.formatted("a".repeat(257)))
                .withMessage("has no text in callers[0].name (quote it)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"limit: ~|has no list in callers[1].sha256",
        "sha256: HASH|has no list in callers[1].sha256",
        "sha256: [~]|has no text in callers[1].sha256 (quote it)",
        "sha256: [1234]|has no text in callers[1].sha256 (quote it)",
        "sha256: [[HASH]]|has no text in callers[1].sha256 (quote it)",
        "sha256: [secret]|has something else than 64 hexadecimal digits in callers[1].sha256",
        "sha256: [HASH0]|has something else than 64 hexadecimal digits in callers[1].sha256",
        "sha256: [' HASH']|has something else than 64 hexadecimal digits in callers[1].sha256"})
    void isRefusedWhenACallerHasNoHashes(String hashes, String message) {
        assertRefused("""
                callers:
                  - {name: a, sha256: [OTHER], projects: ["*"]}
                  - {name: b, projects: ["*"], %s}
                """.formatted(hashes)).withMessage(message)
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"limit: ~|has no list in callers[0].projects",
        "projects: []|has no list in callers[0].projects",
        "projects: '*'|has no list in callers[0].projects",
        "projects: [7]|has no text in callers[0].projects (quote it)",
        "projects: ['']|has no text in callers[0].projects (quote it)",
        "projects: ['*', ~]|has no text in callers[0].projects (quote it)"})
    void isRefusedWhenACallerHasNoProjects(String projects, String message) {
        assertRefused("callers: [{name: a, sha256: [HASH], %s}]".formatted(projects))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"5|has no fields in callers[0].limit",
        "{}|has no whole number from 1 to 1000000 in callers[0].limit.requests-per-second",
        "{burst: 1}|has no whole number from 1 to 1000000 in callers[0].limit.requests-per-second",
        "{requests-per-second: 1}|has no whole number from 1 to 1000000 in callers[0].limit.burst",
        "{requests-per-second: 0, burst: 1}"
                + "|has no whole number from 1 to 1000000 in callers[0].limit.requests-per-second",
        "{requests-per-second: 1, burst: 0}"
                + "|has no whole number from 1 to 1000000 in callers[0].limit.burst",
        "{requests-per-second: 1000001, burst: 1}"
                + "|has no whole number from 1 to 1000000 in callers[0].limit.requests-per-second",
        "{requests-per-second: 1, burst: 99999999999}"
                + "|has no whole number from 1 to 1000000 in callers[0].limit.burst",
        "{requests-per-second: 1.5, burst: 1}"
                + "|has no whole number from 1 to 1000000 in callers[0].limit.requests-per-second",
        "{requests-per-second: '5', burst: 1}"
                + "|has no whole number from 1 to 1000000 in callers[0].limit.requests-per-second",
        "{requests-per-second: 1, burst: 1, per: s}"
                + "|has something else than burst, requests-per-second in callers[0].limit"})
    void isRefusedWhenALimitIsNone(String limit, String message) {
        assertRefused("callers: [{name: a, sha256: [HASH], projects: ['*'], limit: %s}]"
                .formatted(limit)).withMessage(message);
    }

    @Test
    void isRefusedWhenTwoCallersHaveOneName() {
        assertRefused("""
                callers:
                  - {name: a, sha256: [HASH], projects: ["*"]}
                  - {name: a, sha256: [OTHER], projects: [proj-1]}
                """).withMessage("has the name of callers[1] twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"HASH, HASH|OTHER|lists a token of callers[0] twice",
        "HASH|OTHER, HASH|lists a token of callers[1] twice"})
    void isRefusedWhenATokenStandsInItTwice(String first, String second, String message) {
        assertRefused("""
                callers:
                  - {name: a, sha256: [%s], projects: ["*"]}
                  - {name: b, sha256: [%s], projects: ["*"]}
                """.formatted(first, second)).withMessage(message);
    }

    @Test
    void isRefusedWhenATokenStandsInItTwiceInAnotherCase() {
        assertRefused("callers: [{name: a, sha256: [HASH, %S], projects: ['*']}]".formatted(HASH))
                .withMessage("lists a token of callers[0] twice");
    }

    @Test
    void isRefusedWhenItListsMoreThan10000Callers() {
        assertRefused(manyCallers(10_001)).withMessage("lists more than 10000 callers");
    }

    @Test
    void isReadUpToTheSizeThatAFileMayHave() throws Exception {
        assertThat(parse("# A comment.\n".repeat((4 << 20) / 13 - 20)
                + "callers: [{name: a, sha256: [HASH], projects: ['*']}]")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"callers: [|1", "'callers:\n  - name: {\n'|3",
        "'callers:\n\tname: a'|2", "'callers: []\ncallers: []'|2",
        "'callers:\n  - {name: HASH, name: HASH}'|2", "'callers: []\n--- \ncallers: []'|2",
        "callers: *none|1", "'callers:\n  - !!java.net.URL [HASH]'|2",
        "callers: !!javax.script.ScriptEngineManager []|1", "callers: %HASH|1", "@HASH|1"})
    void namesTheLineWhereItIsNotYaml(String text, int line) {
        assertRefused(text).withMessage("is not YAML at line " + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"callers: \u0000HASH", "callers: 0x_", "callers: 0b_",
        "callers: !!int HASH", "callers: !!float HASH", "callers: !!bool HASH",
        "callers: !!timestamp HASH", "callers: !!binary '@HASH'", "callers: !!null HASH",
        "callers: 190:20:30_", "{&a [*a]: HASH}", "{&a {*a : x}: HASH}", "<<: HASH",
        "callers: !!set {HASH}", "callers: !!omap [HASH]", "callers: !!pairs [HASH]",
        "callers: 99999-99-99", "callers: 2026-13-45T99:99:99Z", "callers: ._", "callers: +.e"})
    void isRefusedInOurWordsWhateverItIs(String text) {
        assertRefused(text).isInstanceOf(UnusableFileException.class);
    }

    @Test
    void isRefusedWhenAliasesMultiply() {
        assertRefused("""
                a: &a [x, x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
                callers: [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
                """).withMessage("is not YAML");
    }

    @Test
    void mayGiveCallersWhatTheyHaveInCommonByAnAlias() throws Exception {
        assertThat(parse("""
                callers:
                  - {name: a, sha256: [HASH], projects: &shop [proj-1]}
                  - {name: b, sha256: [OTHER], projects: *shop}
                """)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 100_000})
    void isRefusedWhenItIsNestedDeeply(int depth) {
        assertRefused("callers: " + "[".repeat(depth) + "]".repeat(depth))
                .withMessageStartingWith("is not YAML");
    }

    @Test
    void isRefusedWhenAListHoldsItself() {
        assertRefused("callers: &a [*a]").withMessage("has no fields in callers[0]");
    }

    private static List<Entry> parse(String text) throws UnusableFileException {
        return new TokensFile(TestCallers.LIMIT)
                .parse(text.replace("HASH", HASH).replace("OTHER", OTHER));
    }

    private static ThrowableAssertAlternative<UnusableFileException> assertRefused(String text) {
        return assertThatExceptionOfType(UnusableFileException.class)
                .isThrownBy(() -> parse(text)).withMessageNotContaining(HASH)
                .withMessageNotContaining(OTHER).withNoCause();
    }

    private static String manyCallers(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "c" + i)
                .collect(Collectors.joining(", ", "callers: [", "]"));
    }
}
