package io.llamagate.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** The chart as a package. */
class ChartTests {
    @Test
    void passesHelmsOwnLinterWithoutAWarning() {
        LintResult lint = Chart.lint();
        assertThat(lint.isFailed()).as(String.valueOf(lint.getMessages())).isFalse();
    }

    @Test
    void installsTheGatewayOfTheSameBuild() throws IOException {
        Properties build = new Properties();
        try (InputStream info = ChartTests.class
                .getResourceAsStream("/META-INF/build-info.properties")) {
            build.load(Objects.requireNonNull(info));
        }
        assertThat(metadata().get("appVersion")).isEqualTo(build.get("build.version"));
        assertThat(Chart.asItIs().with().container().path("image").asString())
                .isEqualTo("llamagate:" + build.get("build.version"));
    }

    @Test
    void tellsWhatChangedInItsVersion() {
        assertThat(Chart.DIRECTORY.resolve("CHANGELOG.md")).content()
                .contains("\n## " + metadata().get("version") + "\n");
    }

    /** The first that pauses pods before they end without a shell, unless it is switched off. */
    @Test
    void isRefusedByAKubernetesThatCannotPauseAPod() {
        assertThat(Chart.onKubernetes("1.30.0").with().objects()).isNotEmpty();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> Chart.onKubernetes("1.29.9").with())
                .withMessageContaining(">=1.30.0-0");
    }

    @Test
    void rendersTheTemplatesInFurtherObjects() {
        Rendered rendered = Chart.asItIs()
                .with(Chart.DIRECTORY.resolve("ci/everything-values.yaml"));
        assertThat(rendered.the("ConfigMap", "extra").at("/data/release").asString())
                .isEqualTo("gate");
        assertThat(rendered.names()).contains("ConfigMap gate-llamagate-text");
    }

    @Test
    void namesItsHelpersSoThatNoOtherChartsCanCollide() throws IOException {
        assertThat(helpers()).isNotEmpty().allMatch(helper -> helper.startsWith("llamagate."))
                .doesNotHaveDuplicates();
    }

    private static List<String> helpers() throws IOException {
        Pattern define = Pattern.compile("\\{\\{-? *define \"([^\"]+)\"");
        try (Stream<Path> files = Files.walk(Chart.DIRECTORY.resolve("templates"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return define.matcher(text).results().map((MatchResult found) -> found.group(1))
                    .toList();
        }
    }

    private static Properties metadata() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(Chart.DIRECTORY.resolve("Chart.yaml")));
        return Objects.requireNonNull(yaml.getObject());
    }
}
