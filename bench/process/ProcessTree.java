package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** A process and all below it, as /proc shows them at the moment of each question. */
public record ProcessTree(ProcessHandle root) {
    /** Linux counts CPU time for user space in hundredths of a second. */
    static final int TICK_MILLIS = 10;

    private static final int USER_TIME = 11;
    private static final int CHILDREN_SYSTEM_TIME = 14;

    /** CPU time used so far, user and system, that of ended children included. */
    public long cpuMillis() {
        return sum(ProcessTree::cpuTicks) * TICK_MILLIS;
    }

    /** Resident memory. Pages that processes share count once for each of them. */
    public double residentMiB() {
        return sum(ProcessTree::residentKiB) / 1024.0;
    }

    /** Threads of the system. */
    public long threads() {
        return sum(ProcessTree::threads);
    }

    private long sum(ToLongFunction<Path> figure) {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(process -> Path.of("/proc", Long.toString(process.pid())))
                .mapToLong(figure).sum();
    }

    /** The fields after the name in brackets; utime, stime, cutime and cstime are neighbours. */
    private static long cpuTicks(Path process) {
        String stat = read(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        long ticks = 0;
        for (int i = USER_TIME; i <= CHILDREN_SYSTEM_TIME && i < fields.length; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    private static long residentKiB(Path process) {
        return status(process, "VmRSS:");
    }

    private static long threads(Path process) {
        return status(process, "Threads:");
    }

    private static long status(Path process, String name) {
        return read(process.resolve("status")).lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }

    /** Empty when the process has ended meanwhile. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
