package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import io.llamagate.LlamagateApplication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What those who start the gateway read when it does not start. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTests {
    @TempDir
    private Path directory;

    /** The framework's banner and frame are half of them; a stack trace alone is longer. */
    @AfterEach
    void takesAFewLines(CapturedOutput output) {
        assertThat(output.getAll().lines()).hasSizeLessThanOrEqualTo(45);
    }

    @Test
    void withoutAKeyNamesTheSettingBothVariablesAndTheDemo(CapturedOutput output) {
        refuse(theGateway(), "api-key=", "api-key-file=");
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START",
                "llamagate.llamacloud.api-key is not set", "LLAMA_CLOUD_API_KEY to the key",
                "LLAMA_CLOUD_API_KEY_FILE to a file", "mvn spring-boot:test-run")
                .doesNotContain("\tat ");
    }

    @Test
    void withAMalformedKeyNamesTheSettingAndShowsNothingOfIt(CapturedOutput output) {
        refuse(theAdapter(), "api-key='llx secret'", "api-key-file=");
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START",
                "llamagate.llamacloud.api-key (LLAMA_CLOUD_API_KEY) is not one line")
                .doesNotContain("secret", "\tat ");
    }

    @ParameterizedTest
    @CsvSource({"'',is empty", "' \n',is empty", "llx secret,does not hold one line",
        "'llx-secret\nllx-secret\n',does not hold one line"})
    void withAnUnusableKeyFileNamesItAndShowsNothingOfIt(String text, String problem,
            CapturedOutput output) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), text);
        refuse(theAdapter(), "api-key=llx-unused", "api-key-file=" + file);
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START",
                "llamagate.llamacloud.api-key-file (LLAMA_CLOUD_API_KEY_FILE)",
                "the file " + file + " " + problem).doesNotContain("secret", "\tat ");
    }

    @Test
    void withAMissingKeyFileNamesIt(CapturedOutput output) {
        Path file = directory.resolve("none");
        refuse(theAdapter(), "api-key=llx-unused", "api-key-file=" + file);
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START",
                "the file " + file + " does not exist").doesNotContain("\tat ");
    }

    @Test
    void withAWrongTimeoutNamesItAndNoKey(CapturedOutput output) {
        refuse(theAdapter(), "api-key=llx-secret", "connect-timeout=0s");
        assertThat(output.getAll()).contains("APPLICATION FAILED TO START",
                "llamagate.llamacloud.connectTimeout").doesNotContain("secret", "\tat ");
    }

    private static SpringApplicationBuilder theGateway() {
        return new SpringApplicationBuilder(LlamagateApplication.class);
    }

    private static SpringApplicationBuilder theAdapter() {
        return new SpringApplicationBuilder(LlamaCloudConfiguration.class,
                LlamaCloudPropertiesTests.Registration.class, SimpleMeterRegistry.class)
                .web(WebApplicationType.NONE);
    }

    private static void refuse(SpringApplicationBuilder application, String... settings) {
        String[] arguments = Stream.concat(
                Stream.of("--server.port=0", "--management.server.port=0"),
                Arrays.stream(settings).map(setting -> "--llamagate.llamacloud." + setting))
                .toArray(String[]::new);
        assertThatException().isThrownBy(() -> application.run(arguments));
    }
}
