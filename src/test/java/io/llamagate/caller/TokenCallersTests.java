package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.setting.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

@ExtendWith(OutputCaptureExtension.class)
class TokenCallersTests {
    @TempDir
    private Path directory;

    @Test
    void knowEveryTokenOfACallerSoThatARotationOverlaps() throws IOException {
        TokenCallers callers = listing("old", "new");
        assertThat(authenticate(callers, "old").getName()).isEqualTo("orders");
        assertThat(authenticate(callers, "new").getName()).isEqualTo("orders");
    }

    @Test
    void sayThatATokenLivesUntilTheFileChanges() throws IOException {
        assertThat(authenticate(listing("old"), "old"))
                .isInstanceOfSatisfying(CallerAuthentication.class, caller -> {
                    assertThat(caller.until()).isEqualTo(Instant.MAX);
                    assertThat(caller.isAuthenticated()).isTrue();
                });
    }

    @Test
    void keepNoTokenInWhatTheySay() throws IOException {
        Authentication caller = authenticate(listing("old"), "old");
        assertThat(caller.getCredentials()).isEqualTo("");
        assertThat(caller.toString()).doesNotContain("old");
    }

    @Test
    void tellCallersApart() throws IOException {
        Files.writeString(file(), """
                callers:
                  - {name: a, sha256: [%s], projects: ["*"]}
                  - {name: b, sha256: [%s], projects: [proj-1]}
                """.formatted(TokenHash.of("one"), TokenHash.of("two")));
        TokenCallers callers = callers();
        assertThat(authenticate(callers, "one").getName()).isEqualTo("a");
        assertThat(authenticate(callers, "two").getName()).isEqualTo("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ol", "old ", "OLD", "orders", "*"})
    void refuseAnyOtherToken(String token) throws IOException {
        assertUnknown(listing("old"), token);
    }

    @Test
    void refuseTheHashOfAToken() throws IOException {
        assertUnknown(listing("old"), TokenHash.of("old").toString());
    }

    @Test
    void areThoseOfTheFileAfterARotation() throws IOException {
        TokenCallers callers = listing("old", "new");
        list("new", "newer");
        assertThat(callers.reload()).isTrue();
        assertUnknown(callers, "old");
        assertThat(authenticate(callers, "new").getName()).isEqualTo("orders");
        assertThat(authenticate(callers, "newer").getName()).isEqualTo("orders");
    }

    @Test
    void sayWhenNothingChanged() throws IOException {
        TokenCallers callers = listing("old");
        Files.writeString(file(), Files.readString(file()) + "# A comment.\n");
        assertThat(callers.reload()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"limit: {requests-per-second: 1, burst: 1}",
        "projects: [proj-1]", "name: others"})
    void sayWhenACallersRightsChanged(String change) throws IOException {
        TokenCallers callers = listing("old");
        Files.writeString(file(), Files.readString(file())
                .replaceFirst("(?m)^ *" + change.replaceFirst(":.*", ":.*"), "    " + change));
        assertThat(callers.reload()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "callers: [", "callers: [{name: hidden}]",
        "~: hidden"})
    void stayAsTheyWereWhileTheFileIsBroken(String text, CapturedOutput output)
            throws IOException {
        TokenCallers callers = listing("old");
        Files.writeString(file(), text);
        assertThat(callers.reload()).isFalse();
        assertThat(authenticate(callers, "old").getName()).isEqualTo("orders");
        assertThat(output).contains("The file " + file() + " ", "stays in use")
                .doesNotContain("hidden");
    }

    @Test
    void stayAsTheyWereWhileTheFileIsAway() throws IOException {
        TokenCallers callers = listing("old");
        Files.delete(file());
        assertThat(callers.reload()).isFalse();
        assertThat(authenticate(callers, "old").getName()).isEqualTo("orders");
    }

    @Test
    void areNoneWithoutAFile() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new TokenCallers(TestCallers.settings("mode=token")))
                .withMessage(
                        "llamagate.callers.mode is token, but llamagate.callers.tokens-file is not"
                                + " set.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|is empty", "callers: [|is not YAML at line 1",
        "callers: [{name: hidden}]|has no list in callers[0].projects",
        "users: hidden|has something else than callers in the file"})
    void nameTheSettingAndTheFileAtARefusedStart(String text, String problem) throws IOException {
        Files.writeString(file(), text);
        assertRefused().withMessage("llamagate.callers.tokens-file: the file %s %s.", file(),
                problem);
    }

    @Test
    void nameTheSettingAndTheFileWhenItIsAway() {
        assertRefused().withMessage("llamagate.callers.tokens-file: the file %s does not exist.",
                file());
    }

    @Test
    void nameTheSettingAndTheFileWhenItIsTooLarge() throws IOException {
        Files.writeString(file(), "#".repeat((4 << 20) + 1));
        assertRefused().withMessage(
                "llamagate.callers.tokens-file: the file %s is larger than 4194304 bytes.",
                file());
    }

    private ThrowableAssertAlternative<InvalidSettingException> assertRefused() {
        return assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(this::callers);
    }

    private static void assertUnknown(TokenCallers callers, String token) {
        assertThatExceptionOfType(BadCredentialsException.class)
                .isThrownBy(() -> callers.authenticate(
                        new BearerTokenAuthenticationToken(token)))
                .withMessage("Unknown token");
    }

    private static Authentication authenticate(TokenCallers callers, String token) {
        return callers.authenticate(new BearerTokenAuthenticationToken(token));
    }

    private TokenCallers listing(String... tokens) throws IOException {
        list(tokens);
        return callers();
    }

    private TokenCallers callers() {
        return new TokenCallers(TestCallers.settings("mode=token", "tokens-file=" + file()));
    }

    private void list(String... tokens) throws IOException {
        Files.writeString(file(), """
                callers:
                  - sha256: [%s]
                    name: orders
                    projects: ["*"]
                    limit:
                """.formatted(Arrays.stream(tokens).map(token -> TokenHash.of(token).toString())
                .collect(Collectors.joining(", "))));
    }

    private Path file() {
        return directory.resolve("callers.yml");
    }
}
