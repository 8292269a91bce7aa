package server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Llamagate as it is shipped: its jar, its JVM options, 256 MiB of heap, metrics on.
 *
 * @param name what the tables call it
 * @param jvmOptions further ones
 * @param named whether it wants to know who asks
 */
public record Gateway(String name, Path jar, List<String> jvmOptions, boolean named)
        implements
            Peer {
    /** How many requests a second the greedy caller may send. */
    public static final int GREEDY_LIMIT = 50;

    /** That a watcher has left is not noticed before there is something to write. */
    private static final int SPARE = 200;

    @Override
    public boolean needsWarmUp() {
        return true;
    }

    @Override
    public ProcessBuilder prepare(Path folder, int port, int upstreamPort) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(
                "--server.address=127.0.0.1", "--server.port=" + port,
                "--management.server.address=127.0.0.1",
                "--management.server.port=" + FreePort.find(),
                // More than any scenario asks: misses measure calls, not their limit.
                "--llamagate.llamacloud.budget.calls=10000",
                "--llamagate.llamacloud.budget.burst=100000",
                "--llamagate.callers.limit.requests-per-second=1000000",
                "--llamagate.callers.limit.burst=1000000"));
        if (named) {
            command.addAll(List.of("--llamagate.callers.mode=token",
                    "--llamagate.callers.tokens-file=" + callers(folder)));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of(
                "LLAMA_CLOUD_BASE_URL", "http://127.0.0.1:" + upstreamPort,
                "LLAMA_CLOUD_API_KEY", "bench"));
        return builder;
    }

    /** The same without a single meter. */
    public Gateway withoutMetrics() {
        return new Gateway(name + ", metrics off", jar,
                with("-Dmanagement.metrics.enable.all=false"), named);
    }

    /** The same with 1 GiB of heap, and with room for so many who watch. */
    public Gateway watchedBy(int watchers, String label) {
        int most = watchers + SPARE;
        return new Gateway(label, jar, with("-Xmx1g", "-Dllamagate.watch.streams.most=" + most,
                "-Dllamagate.watch.waits.most=" + most,
                "-Dserver.tomcat.max-connections=" + (most + SPARE),
                "-Dserver.tomcat.accept-count=1024"), named);
    }

    /** The same from an extracted jar, as an image has it. */
    public Gateway extracted(Path folder) throws IOException, InterruptedException {
        run(folder, List.of(Jdk.JAVA, "-Djarmode=tools", "-jar", jar.toAbsolutePath().toString(),
                "extract", "--destination", folder.toAbsolutePath().toString()));
        return new Gateway(name + ", extracted", folder.resolve(jar.getFileName()), jvmOptions,
                named);
    }

    /** The same with what its JVM learnt from a start (docs/decisions/0012). */
    public Gateway trained() throws IOException, InterruptedException {
        Path folder = jar.getParent();
        String cache = folder.resolve("llamagate.aot").toAbsolutePath().toString();
        Gateway training = new Gateway(name, jar, with("-XX:AOTCacheOutput=" + cache,
                "-Dspring.context.exit=onRefresh"), named);
        run(folder, Stream.concat(training.java().stream(),
                Stream.of("--llamagate.llamacloud.api-key=none")).toList());
        return new Gateway(name + " with AOT cache", jar,
                with("-XX:AOTCache=" + cache, "-XX:AOTMode=on"), named);
    }

    private List<String> with(String... more) {
        return Stream.concat(jvmOptions.stream(), Stream.of(more)).toList();
    }

    private List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Jdk.JAVA);
        command.add("@" + Path.of("jvm.options").toAbsolutePath());
        command.add("-Xmx256m");
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        return command;
    }

    private static void run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        Path log = folder.resolveSibling("preparation.txt");
        int status = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(
                    "%s ended with %d; see %s".formatted(command.getFirst(), status, log));
        }
    }

    private static Path callers(Path folder) throws IOException {
        return Files.writeString(folder.toAbsolutePath().resolve("callers.yml"), """
                callers:
                  - {name: bench, sha256: ["%s"], projects: ["*"]}
                  - name: greedy
                    sha256: ["%s"]
                    projects: ["*"]
                    limit: {requests-per-second: %d, burst: %d}
                """.formatted(sha256("bench"), sha256("greedy"), GREEDY_LIMIT, GREEDY_LIMIT));
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
