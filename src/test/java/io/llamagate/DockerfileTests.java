package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the image promises; {@code .ci/image} shows that it starts. */
class DockerfileTests {
    private static final List<String> LINES = lines();

    @Test
    void takesBothItsImagesFromArguments() {
        assertThat(all("FROM ")).containsExactly("${BUILD_IMAGE} AS build", "${RUN_IMAGE}");
    }

    @Test
    void downloadsAgainOnlyWhenTheVersionsChange() {
        assertThat(LINES.indexOf("COPY pom.xml ./")).isPositive()
                .isLessThan(indexOf("RUN mvn .*go-offline")).isLessThan(indexOf("COPY src.*"));
    }

    @Test
    void runsAsNobodyWhoseNumberIsKnown() {
        assertThat(all("USER ")).singleElement().asString().matches("[1-9][0-9]*");
    }

    @Test
    void needsNoShellToRun() {
        assertThat(exec("ENTRYPOINT ")).startsWith("java");
        assertThat(LINES.subList(indexOf("FROM \\$\\{RUN_IMAGE\\}"), LINES.size()))
                .noneMatch(line -> line.matches("RUN [^\\[].*"));
    }

    @Test
    void startsAsItWasTrained() {
        List<String> training = last(all("RUN "));
        assertThat(exec("ENTRYPOINT ").stream()
                .map(option -> option.replace("AOTCache=", "AOTCacheOutput=")).toList())
                .isSubsetOf(training).isEqualTo(training.stream().filter(option -> !option
                        .matches("-Dspring\\.context\\.exit=.*|--llamagate\\..*")).toList());
    }

    @Test
    void givesTheHeapAPartOfWhatTheContainerMayUse() throws IOException {
        assertThat(Files.readAllLines(Path.of("jvm.options"))).contains("-XX:MaxRAMPercentage=50")
                .noneMatch(option -> option.matches("-Xm[sx].*"));
    }

    @Test
    void leavesJvmOptionsInTheEnvironmentToThoseWhoRunIt() {
        assertThat(LINES).noneMatch(line -> line.contains("JAVA_TOOL_OPTIONS"));
    }

    @Test
    void isToldToEndAsTheGatewayExpects() {
        assertThat(all("STOPSIGNAL ")).containsExactly("SIGTERM");
    }

    @Test
    void saysWhatItIs() {
        assertThat(String.join("\n", LINES)).contains("org.opencontainers.image.title=",
                "org.opencontainers.image.description=", "org.opencontainers.image.version=");
    }

    @Test
    void holdsNoKey() {
        assertThat(LINES).filteredOn(line -> line.matches("(ENV|ARG|COPY|ADD) .*"))
                .noneMatch(line -> line.matches("(?i).*(key|token|secret|password|llx-).*"));
    }

    private static List<String> exec(String instruction) {
        return last(all(instruction));
    }

    private static List<String> last(List<String> instructions) {
        return Arrays.asList(
                JsonMapper.shared().readValue(instructions.getLast(), String[].class));
    }

    private static List<String> all(String instruction) {
        return LINES.stream().filter(line -> line.startsWith(instruction))
                .map(line -> line.substring(instruction.length())).toList();
    }

    private static int indexOf(String pattern) {
        return LINES.indexOf(
                LINES.stream().filter(line -> line.matches(pattern)).findFirst().orElseThrow());
    }

    private static List<String> lines() {
        try {
            return Files.readString(Path.of("Dockerfile")).replace("\\\n", "").lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
