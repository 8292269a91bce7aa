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

/**
 * Llamagate as it is shipped: its jar, its JVM options, 256 MiB of heap, metrics on.
 *
 * @param named whether it wants to know who asks
 */
public record Gateway(Path jar, List<String> jvmOptions, boolean named) implements Peer {
    /** How many requests a second the greedy caller may send. */
    public static final int GREEDY_LIMIT = 50;

    @Override
    public String name() {
        return named ? "Llamagate, named caller" : "Llamagate";
    }

    @Override
    public boolean needsWarmUp() {
        return true;
    }

    @Override
    public ProcessBuilder prepare(Path folder, int port, int upstreamPort) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Jdk.JAVA);
        command.add("@" + Path.of("jvm.options").toAbsolutePath());
        command.add("-Xmx256m");
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString(),
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
