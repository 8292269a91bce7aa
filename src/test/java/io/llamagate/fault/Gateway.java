package io.llamagate.fault;

import io.llamagate.LlamagateApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A gateway of its own, on ports of its own, as its jar would start it. */
public final class Gateway implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ConfigurableApplicationContext context;
    private final int port;
    private final int managementPort;

    /** One before the LlamaCloud at an address; settings are arguments. */
    public Gateway(String baseUrl, String... settings) {
        this(baseUrl, _ -> {
        }, settings);
    }

    Gateway(String baseUrl, ApplicationContextInitializer<GenericApplicationContext> initializer,
            String... settings) {
        String[] arguments = Stream.concat(Stream.of("--server.port=0",
                "--management.server.port=0", "--llamagate.llamacloud.base-url=" + baseUrl,
                "--llamagate.llamacloud.allow-plain-http=true",
                "--llamagate.llamacloud.api-key=llx-test-key",
                "--llamagate.llamacloud.api-key-file=")
                // Spring would join what stands twice.
                .filter(setting -> Stream.of(settings).noneMatch(own -> own
                        .startsWith(setting.substring(0, setting.indexOf('=') + 1)))),
                Stream.of(settings)).toArray(String[]::new);
        this.context = new SpringApplicationBuilder(LlamagateApplication.class)
                .initializers(initializer).run(arguments);
        this.port = port("local.server.port");
        this.managementPort = port("local.management.port");
    }

    /** The port that callers ask. */
    public int port() {
        return port;
    }

    /** The port for health checks and metrics. */
    public int managementPort() {
        return managementPort;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Asks about a job; headers are names and values in turn. */
    public HttpResponse<String> ask(String job, String... headers)
            throws IOException, InterruptedException {
        return get(port, "/batch-jobs/" + job + "/status", headers);
    }

    /** The status of the health of a group, or of all with an empty name. */
    HttpResponse<String> health(String group) throws IOException, InterruptedException {
        return get(managementPort, "/actuator/health/" + group);
    }

    /** What Prometheus would read. */
    public String metrics() throws IOException, InterruptedException {
        return get(managementPort, "/actuator/prometheus").body();
    }

    private HttpResponse<String> get(int at, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + at + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private int port(String property) {
        return context.getEnvironment().getRequiredProperty(property, Integer.class);
    }

    /** Ends it as SIGTERM would. */
    @Override
    public void close() {
        context.close();
    }
}
