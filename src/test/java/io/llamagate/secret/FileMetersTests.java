package io.llamagate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMetersTests {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    private Path directory;

    @BeforeEach
    void write() throws IOException {
        write("one");
    }

    @Test
    void showAFileThatHoldsSomethingUsable() throws Exception {
        watched();
        assertThat(shown()).isEqualTo(1);
    }

    @Test
    void showAFileThatBreaksUntilItIsMended() throws Exception {
        FollowedFile<String> file = watched();
        write("");
        file.reload();
        assertThat(shown()).isZero();
        write("one");
        file.reload();
        assertThat(shown()).isEqualTo(1);
    }

    private FollowedFile<String> watched() throws UnusableFileException {
        FollowedFile<String> file = new FollowedFile<>(path(), 100, text -> text);
        new FileMeters(List.of(file)).bindTo(registry);
        return file;
    }

    private double shown() {
        return registry.get("llamagate.file.usable").tag("file", path().toString()).gauge()
                .value();
    }

    private Path path() {
        return directory.resolve("file");
    }

    private void write(String text) throws IOException {
        Files.writeString(path(), text);
    }
}
