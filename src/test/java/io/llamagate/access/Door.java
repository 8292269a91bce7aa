package io.llamagate.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llamagate.fault.Gateway;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A gateway in one of its modes, and how people show it who they are. */
final class Door implements AutoCloseable {
    /** More than the matrix can ask for in a second. */
    private static final List<String> BUDGET = List.of("--llamagate.llamacloud.budget.calls=10000",
            "--llamagate.llamacloud.budget.burst=10000");

    static final String SUBJECT = "system:serviceaccount:shop:";

    private final AtomicInteger address = new AtomicInteger();
    private final Map<Who, HttpClient> clients = new EnumMap<>(Who.class);
    private final Gateway gateway;
    private final Function<Who, @Nullable String> tokens;
    private final @Nullable Map<Who, SSLContext> certificates;

    private Door(Gateway gateway, Function<Who, @Nullable String> tokens,
            @Nullable Map<Who, SSLContext> certificates) {
        this.gateway = gateway;
        this.tokens = tokens;
        this.certificates = certificates;
    }

    private static Gateway gateway(String llamaCloud, String... settings) {
        return new Gateway(llamaCloud,
                Stream.concat(BUDGET.stream(), Stream.of(settings)).toArray(String[]::new));
    }

    static Door open(String llamaCloud) {
        return new Door(gateway(llamaCloud, "--llamagate.callers.mode=open"),
                who -> who == Who.NOBODY ? null : "some-token", null);
    }

    static Door token(String llamaCloud, Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("tokens.yml"), """
                callers:
                  - name: restricted
                    sha256: [%s]
                    projects: [prj-A]
                  - name: unrestricted
                    sha256: ["%s"]
                    projects: ["*"]
                """.formatted(Tokens.sha256("token-of-RESTRICTED"),
                Tokens.sha256("token-of-UNRESTRICTED")));
        return new Door(
                gateway(llamaCloud, "--llamagate.callers.mode=token",
                        "--llamagate.callers.tokens-file=" + file),
                who -> who == Who.NOBODY ? null : "token-of-" + who, null);
    }

    static Door jwt(String llamaCloud, Issuer issuer) {
        return new Door(
                gateway(llamaCloud, "--llamagate.callers.mode=jwt",
                        "--llamagate.callers.jwt.issuer=" + issuer.address(),
                        "--llamagate.callers.jwt.audience=" + Issuer.AUDIENCE,
                        "--llamagate.callers.jwt.rules[0].match=" + SUBJECT + Who.RESTRICTED,
                        "--llamagate.callers.jwt.rules[0].projects=a",
                        "--llamagate.callers.jwt.rules[1].match=" + SUBJECT + "UNRE*",
                        "--llamagate.callers.jwt.rules[1].projects=*"),
                who -> who == Who.NOBODY ? null : issuer.token(SUBJECT + who), null);
    }

    /** Those without a known certificate show none: TLS would not let them in. */
    static Door certificate(String llamaCloud, Path directory) throws Exception {
        Keystore server = Keystore.of(directory, "server", "san=ip:127.0.0.1");
        Keystore stranger = Keystore.of(directory, "stranger", "san=dns:stranger");
        Keystore restricted = Keystore.of(directory, "restricted", "san=uri:spiffe://shop/one");
        Keystore unrestricted = Keystore.of(directory, "unrestricted", "san=dns:two.shop");
        Keystore clients = Keystore.trusting(directory, stranger, restricted, unrestricted);
        Keystore servers = Keystore.trusting(directory, server);
        Gateway gateway = gateway(llamaCloud, "--llamagate.callers.mode=certificate",
                "--spring.ssl.bundle.jks.gateway.keystore.location=" + server.file().toUri(),
                "--spring.ssl.bundle.jks.gateway.keystore.password=" + Keystore.PASSWORD,
                "--spring.ssl.bundle.jks.gateway.truststore.location=" + clients.file().toUri(),
                "--spring.ssl.bundle.jks.gateway.truststore.password=" + Keystore.PASSWORD,
                "--spring.ssl.bundle.jks.gateway.reload-on-update=true",
                "--server.ssl.bundle=gateway", "--server.ssl.client-auth=want",
                "--llamagate.callers.certificates[0].match=spiffe://shop/one",
                "--llamagate.callers.certificates[0].name=one",
                "--llamagate.callers.certificates[0].projects=proj-a",
                "--llamagate.callers.certificates[1].match=*.shop",
                "--llamagate.callers.certificates[1].projects=x",
                "--llamagate.callers.certificates[2].match=CN=unrestricted",
                "--llamagate.callers.certificates[2].projects=*");
        SSLContext nobody = Keystore.trusting(Files.createTempDirectory(directory, ""), server)
                .context(servers);
        Map<Who, SSLContext> certificates = Map.of(Who.NOBODY, nobody, Who.STRANGER,
                stranger.context(servers), Who.RESTRICTED, restricted.context(servers),
                Who.UNRESTRICTED, unrestricted.context(servers));
        return new Door(gateway, who -> who == Who.RESTRICTED || who == Who.UNRESTRICTED
                ? "an-api-key-as-sdks-send-it"
                : null, certificates);
    }

    /** Asks at the public port; strangers each from an address of their own, which are counted. */
    HttpResponse<String> ask(Who who, String path, String... headers) throws Exception {
        return send(who, request(path, headers));
    }

    /** Posts JSON at the public port. */
    HttpResponse<String> post(Who who, String path, String body) throws Exception {
        return send(who, request(path, "Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Opens a stream, reads its first event, and leaves; or all that comes if it is none. */
    Told firstEvent(Who who, String path) throws Exception {
        return with(who, client -> {
            HttpResponse<InputStream> response = client.send(requestBy(who, request(path)),
                    BodyHandlers.ofInputStream());
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(response.body(), UTF_8))) {
                return new Told(response.statusCode(), lines.lines()
                        .takeWhile(line -> !line.isEmpty()).collect(Collectors.joining("\n")));
            }
        });
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("%s://127.0.0.1:%d%s"
                .formatted(certificates == null ? "http" : "https", gateway.port(), path)));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** Asks at the port for health checks and metrics, showing nothing. */
    HttpResponse<String> askManagement(String path) throws Exception {
        return send(Who.NOBODY, HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.managementPort() + path)));
    }

    private HttpResponse<String> send(Who who, HttpRequest.Builder request) throws Exception {
        return with(who, client -> client.send(requestBy(who, request), BodyHandlers.ofString()));
    }

    private HttpRequest requestBy(Who who, HttpRequest.Builder request) {
        String token = tokens.apply(who);
        return token == null
                ? request.build()
                : request.header("Authorization", "Bearer " + token).build();
    }

    private interface Use<T> {
        T of(HttpClient client) throws Exception;
    }

    private <T> T with(Who who, Use<T> use) throws Exception {
        if (who != Who.STRANGER) {
            return use.of(clients.computeIfAbsent(who, this::client));
        }
        HttpClient stranger = client(who);
        try {
            return use.of(stranger);
        } finally {
            stranger.shutdownNow();
        }
    }

    private HttpClient client(Who who) {
        int from = address.incrementAndGet();
        HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral(
                        "127.0.%d.%d".formatted(1 + from / 200, 1 + from % 200)));
        if (certificates != null) {
            client.sslContext(Objects.requireNonNull(certificates.get(who)));
        }
        return client.build();
    }

    @Override
    public void close() {
        clients.values().forEach(HttpClient::shutdownNow);
        gateway.close();
    }
}
