package process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The processes that the benchmark started. Once closed, none of them is left, and no further one
 * can be started. Safe for use by many threads.
 */
public final class Children implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final List<Process> running = new ArrayList<>();
    private boolean closed;

    public synchronized Process start(ProcessBuilder builder) throws IOException {
        if (closed) {
            throw new IllegalStateException("The benchmark is ending");
        }
        Process process = builder.start();
        running.removeIf(earlier -> !earlier.isAlive());
        running.add(process);
        return process;
    }

    /** Asks the process to end, and kills it when it does not. Nothing that it started is left. */
    public void end(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        List<Process> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(running);
            running.clear();
        }
        left.forEach(this::end);
    }
}
