package io.llamagate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The demo in a process of its own, as it sets properties for all of it, where the environment
 * names a key, a file and an address that it must not use.
 */
class DemoApplicationTests {
    private static final String LAST_WORDS = "Ctrl-C ends it all";

    private static Process demo;
    private static String output;

    @BeforeAll
    static void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                DemoApplication.class.getName(), "--server.port=0", "--management.server.port=0")
                .redirectErrorStream(true);
        builder.environment().put("LLAMA_CLOUD_API_KEY", "llx-real");
        builder.environment().put("LLAMA_CLOUD_API_KEY_FILE", "no-such-file");
        builder.environment().put("LLAMA_CLOUD_BASE_URL", "http://127.0.0.1:9");
        demo = builder.start();
        // One that fails to start goes on, as its simulated LlamaCloud does.
        CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(demo::destroyForcibly);
        output = untilLastWords(demo.inputReader(UTF_8));
    }

    @AfterAll
    static void stop() {
        demo.destroyForcibly();
    }

    @Test
    void startsWithAKeyOfItsOwnWhateverTheEnvironmentHolds() {
        String fingerprint = "2a97516c";
        assertThat(output).contains("The API key " + fingerprint + " (default) asks LlamaCloud");
    }

    @Test
    void printsACurlLineThatAnswers200() throws Exception {
        HttpResponse<String> response = get(printed("Try it +curl -i "));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"id\":\"bjb-demo-fast\"");
    }

    @Test
    void answersWithTheHeadersThatReadmeShowsInTheirOrder() throws Exception {
        String shown = Files.readString(Path.of("README.md")).split("\\$ curl -i", 2)[1];
        assertThat(headers(shown)).isNotEmpty().isEqualTo(headers(new RawHttp(
                printed("Try it +curl -i ").getPort())
                .request("GET /batch-jobs/bjb-demo-fast-in-readme/status HTTP/1.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Watch it +", "Swagger UI +", "Health +"})
    void printsAddressesThatAreThere(String label) throws Exception {
        assertThat(get(printed(label)).statusCode()).isEqualTo(200);
    }

    @Test
    void printsAnIdOfEveryKindOfJob() {
        for (DemoJob kind : DemoJob.values()) {
            assertThat(output).containsPattern("Jobs .*" + kind.exampleId());
        }
    }

    private static String untilLastWords(BufferedReader lines) throws IOException {
        StringBuilder read = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            read.append(line).append('\n');
            if (line.contains(LAST_WORDS)) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {
                }));
                return read.toString();
            }
        }
        throw new IllegalStateException("The demo did not start:\n" + read);
    }

    /** The address that stands alone after a label, up to the end of the line. */
    private static URI printed(String label) {
        Matcher line = Pattern.compile("^ +" + label + "(http://127\\.0\\.0\\.1:\\d+/\\S+)$",
                Pattern.MULTILINE).matcher(output);
        assertThat(line.find()).as(output).isTrue();
        return URI.create(line.group(1));
    }

    /** The names before the first empty line; the test alone asks to close the connection. */
    private static List<String> headers(String answer) {
        return Pattern.compile("^([\\w-]+): ", Pattern.MULTILINE)
                .matcher(answer.split("(\\r?\\n){2}", 2)[0]).results()
                .map(header -> header.group(1))
                .filter(name -> !name.equals("Connection")).toList();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL).build()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }
    }
}
