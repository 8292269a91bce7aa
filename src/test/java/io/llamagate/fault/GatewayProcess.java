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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gateway in a process of its own, run as jvm.options says. */
public final class GatewayProcess implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final int managementPort;

    private GatewayProcess(Process process, List<Integer> ports) {
        this.process = process;
        this.port = ports.getFirst();
        this.managementPort = ports.getLast();
    }

    /** One before the LlamaCloud at an address, when it is ready; settings are arguments. */
    public static GatewayProcess start(String baseUrl, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options", "-Xmx256m", "-cp", System.getProperty("java.class.path"),
                LlamagateApplication.class.getName(), "--server.port=0",
                "--management.server.port=0", "--llamagate.llamacloud.base-url=" + baseUrl,
                "--llamagate.llamacloud.api-key=llx-test-key",
                "--llamagate.llamacloud.api-key-file="));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(UTF_8);
        List<Integer> ports = new ArrayList<>();
        StringBuilder log = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            log.append(line).append('\n');
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                ports.add(Integer.valueOf(started.group(1)));
            }
            if (line.contains("Started LlamagateApplication")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {
                }));
                return new GatewayProcess(process, ports);
            }
        }
        throw new IllegalStateException("The gateway did not start:\n" + log);
    }

    /** The port that callers ask. */
    public int port() {
        return port;
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> ask(String job) throws IOException, InterruptedException {
        return get(address("/batch-jobs/" + job + "/status"));
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** What Prometheus would read. */
    public String metrics() throws IOException, InterruptedException {
        return get(URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus"))
                .body();
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
