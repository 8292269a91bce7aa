package io.llamagate.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowedFileTests {
    @TempDir
    private Path directory;

    @Test
    void tellsWhatItHoldsNow() throws Exception {
        FollowedFile<String> file = file(write("one"));
        write("two");
        assertThat(file.reload()).isTrue();
        assertThat(file.current()).isEqualTo("TWO");
    }

    @Test
    void saysThatNothingChangedWhenItHoldsTheSame() throws Exception {
        assertThat(file(write("one")).reload()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void keepsWhatItHeldWhileItIsUnusable(String text) throws Exception {
        FollowedFile<String> file = file(write("one"));
        write(text);
        assertThat(file.reload()).isFalse();
        assertThat(file.current()).isEqualTo("ONE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \t\r\n"})
    void isUnusableWhenEmpty(String text) throws IOException {
        assertUnusable(write(text)).withMessage("is empty");
    }

    @Test
    void isUnusableWhenItsParserSaysSo() throws IOException {
        assertUnusable(write("wrong")).withMessage("is wrong");
    }

    @Test
    void isUnusableWhenTooLarge() throws IOException {
        assertUnusable(write("x".repeat(101))).withMessage("is larger than 100 bytes");
    }

    @Test
    void isUnusableWhenMissing() {
        assertUnusable(directory.resolve("none")).withMessage("does not exist");
    }

    @Test
    void isUnusableWhenItsLinkLeadsNowhere() throws IOException {
        assertUnusable(Files.createSymbolicLink(directory.resolve("link"), Path.of("none")))
                .withMessage("does not exist");
    }

    @Test
    void isUnusableWhenItIsADirectory() {
        assertUnusable(directory).withMessage("cannot be read");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("file"), text);
    }

    private static FollowedFile<String> file(Path path) throws UnusableFileException {
        return new FollowedFile<>(path, 100, FollowedFileTests::parse);
    }

    private static String parse(String text) throws UnusableFileException {
        if (text.equals("wrong")) {
            throw new UnusableFileException("is wrong");
        }
        return text.toUpperCase(java.util.Locale.ROOT);
    }

    private static ThrowableAssertAlternative<UnusableFileException> assertUnusable(Path path) {
        return assertThatExceptionOfType(UnusableFileException.class)
                .isThrownBy(() -> file(path));
    }
}
