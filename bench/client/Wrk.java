package client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import process.Children;

/** The load generator wrk: one thread, 64 keep-alive connections, as fast as the server answers. */
public final class Wrk {
    private static final Path SCRIPTS = Path.of("bench/client");
    private static final int SPARE_SECONDS = 20;

    private final Children children;

    public Wrk(Children children) {
        this.children = children;
    }

    public Load run(int port, Workload workload, int seconds)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c64", "--latency",
                "-d" + seconds, "--timeout", "5", "-s", workload.script(),
                "http://127.0.0.1:" + port, "--"));
        command.addAll(workload.arguments().get());
        Process wrk = children.start(new ProcessBuilder(command).directory(SCRIPTS.toFile())
                .redirectErrorStream(true));
        if (!wrk.waitFor(seconds + SPARE_SECONDS, TimeUnit.SECONDS)) {
            wrk.destroyForcibly();
            throw new IllegalStateException("wrk did not end in time");
        }
        return Load.parse(new String(wrk.getInputStream().readAllBytes()));
    }
}
