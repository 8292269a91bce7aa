package io.llamagate.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llamagate.LlamagateApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, which takes signals. */
final class GatewayProcess implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private GatewayProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** One before the LlamaCloud at an address, when it is ready. */
    static GatewayProcess start(String baseUrl) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), LlamagateApplication.class.getName(),
                "--server.port=0", "--management.server.port=0",
                "--llamagate.llamacloud.base-url=" + baseUrl,
                "--llamagate.llamacloud.api-key=llx-test-key",
                "--llamagate.llamacloud.api-key-file=").redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(UTF_8);
        int port = 0;
        StringBuilder log = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            log.append(line).append('\n');
            Matcher started = STARTED.matcher(line);
            if (port == 0 && started.find()) {
                port = Integer.parseInt(started.group(1));
            }
            if (line.contains("Started LlamagateApplication")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {
                }));
                return new GatewayProcess(process, port);
            }
        }
        throw new IllegalStateException("The gateway did not start:\n" + log);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> ask(String job) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(address("/batch-jobs/" + job + "/status")).build(),
                BodyHandlers.ofString());
    }

    /** Sends SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** How it ended, if it does in time. */
    int exitCode(Duration within) throws InterruptedException, TimeoutException {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("It has not ended within " + within);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
