package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.llamacloud.ApiKeyFile.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFileTests {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"llx-1", "llx-1\n", "llx-1\r\n"})
    void holdsAKeyWithOrWithoutALineEnd(String text) throws Exception {
        assertThat(file(text).read()).isEqualTo(ApiKey.of("llx-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \t\r\n"})
    void isUnusableWhenEmpty(String text) throws IOException {
        assertUnusable(file(text)).withMessage("is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llx secret", "llx-secret\nllx-secret\n", "KEY='llx-secret\u00e9'"})
    void isUnusableWhenMalformedAndShowsNothingOfIt(String text) throws IOException {
        assertUnusable(file(text)).withMessage("does not hold one line of visible ASCII characters")
                .withNoCause();
    }

    @Test
    void isUnusableWhenTooLargeForAKey() throws IOException {
        assertUnusable(file("x".repeat(8193))).withMessage("is larger than 8192 bytes");
    }

    @Test
    void isUnusableWhenMissing() {
        assertUnusable(new ApiKeyFile(directory.resolve("none"))).withMessage("does not exist");
    }

    @Test
    void isUnusableWhenItsLinkLeadsNowhere() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("none"));
        assertUnusable(new ApiKeyFile(link)).withMessage("does not exist");
    }

    @Test
    void isUnusableWhenItIsADirectory() {
        assertUnusable(new ApiKeyFile(directory)).withMessage("cannot be read");
    }

    private ApiKeyFile file(String text) throws IOException {
        return new ApiKeyFile(Files.writeString(directory.resolve("key"), text, ISO_8859_1));
    }

    private static ThrowableAssertAlternative<UnusableException> assertUnusable(ApiKeyFile file) {
        return assertThatExceptionOfType(UnusableException.class).isThrownBy(file::read);
    }
}
