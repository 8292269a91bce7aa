package io.llamagate.chart;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** The chart as Helm's own engine renders it, for a release "gate" in the namespace "llama". */
final class Chart {
    /** Where the chart is. */
    static final Path DIRECTORY = Path.of("helm", "llamagate");

    /** The least that an installation takes; tests add their values to these. */
    static final Path LEAST = DIRECTORY.resolve("ci/open-values.yaml");

    private static final String KUBERNETES = "1.33.0";

    private static final Chart AS_IT_IS = withHooksAsObjects();

    private final Helm helm;
    private final String kubernetes;

    private Chart(Path directory, String kubernetes) {
        this.helm = new Helm(directory);
        this.kubernetes = kubernetes;
    }

    /** The chart with its hooks as plain objects, since the engine shows no hooks. */
    static Chart asItIs() {
        return AS_IT_IS;
    }

    /** The chart as a later version would be that changes nothing else. */
    static Chart ofVersion(String version) {
        Path copy = copy("version-" + version);
        replace(copy.resolve("Chart.yaml"), "(?m)^(version|appVersion): .*$", "$1: " + version);
        return new Chart(copy, KUBERNETES);
    }

    /** The chart on another Kubernetes. */
    static Chart onKubernetes(String version) {
        return new Chart(DIRECTORY, version);
    }

    /** The files of values that are installed as a whole, each for some features. */
    static Stream<Path> wholeInstallations() {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve("ci"))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the linter says of it with the least values, its warnings as errors. */
    static LintResult lint() {
        Path copy = copy("lint");
        replace(copy.resolve("values.yaml"), "  mode: \"\"", "  mode: open");
        replace(copy.resolve("values.yaml"), "    value: \"\"", "    value: llx-lint");
        return new Helm(copy).lint().strict().call();
    }

    /** What the least values and these, as YAML, are rendered to. */
    Rendered with(String... values) {
        return from(Stream.concat(Stream.of(LEAST), Arrays.stream(values).map(Chart::file))
                .toList());
    }

    /** What the least values in a file and these, as YAML, are rendered to. */
    Rendered with(Path values, String... more) {
        return from(Stream.concat(Stream.of(values), Arrays.stream(more).map(Chart::file))
                .toList());
    }

    /** What these values alone, as YAML, are rendered to. */
    Rendered withNothingBut(String values) {
        return from(List.of(file(values)));
    }

    /** What the installer is told afterwards. */
    String notes(Path values) {
        InstallCommand install = helm.install().withName("gate").withNamespace("llama")
                .withKubeVersion(kubernetes).clientOnly().withDryRunOption(DryRun.CLIENT)
                .withValuesFile(values);
        return install.call().getOutput();
    }

    private Rendered from(List<Path> values) {
        TemplateCommand template = helm.template().withName("gate").withNamespace("llama")
                .withKubeVersion(kubernetes);
        values.forEach(template::withValuesFile);
        return Rendered.of(template.call());
    }

    private static Path file(String values) {
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target", "chart")),
                    "values", ".yaml");
            return Files.writeString(file, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Chart withHooksAsObjects() {
        Path copy = copy("plain");
        replace(copy.resolve("templates/tests/_pod.tpl"), "helm\\.sh/hook: test",
                Rendered.HOOKED + ": test");
        return new Chart(copy, KUBERNETES);
    }

    private static Path copy(String name) {
        try {
            Path copy = Path.of("target", "chart", name);
            FileSystemUtils.deleteRecursively(copy);
            FileSystemUtils.copyRecursively(DIRECTORY, copy);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replace(Path file, String pattern, String replacement) {
        try {
            Files.writeString(file, Files.readString(file).replaceAll(pattern, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
