package server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Llamagate as it is shipped: its jar, its JVM options, 256 MiB of heap, metrics on. */
public record Gateway(Path jar, List<String> jvmOptions) implements Peer {
    @Override
    public String name() {
        return "Llamagate";
    }

    @Override
    public boolean needsWarmUp() {
        return true;
    }

    @Override
    public ProcessBuilder prepare(Path folder, int port, int upstreamPort) {
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
                "--llamagate.llamacloud.budget.burst=100000"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(Map.of(
                "LLAMA_CLOUD_BASE_URL", "http://127.0.0.1:" + upstreamPort,
                "LLAMA_CLOUD_API_KEY", "bench"));
        return builder;
    }
}
