package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the CPUs of the machine did until a moment: for anybody, and for this benchmark and its
 * children. What the hypervisor took (steal) counts as done for others.
 */
public record Machine(long nanos, long busyMillis, long ownMillis) {
    private static final Path STAT = Path.of("/proc/stat");

    // Columns of the line "cpu" in /proc/stat: user nice system idle iowait irq softirq steal ...
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;

    public static Machine now() throws IOException {
        long own = new ProcessTree(ProcessHandle.current()).cpuMillis();
        return new Machine(System.nanoTime(), readBusyMillis(), own);
    }

    /** The share of all CPUs that others used since then, from 0 to 1. */
    public double foreignShareSince(Machine earlier) {
        double foreign = (busyMillis - earlier.busyMillis) - (ownMillis - earlier.ownMillis);
        double available = (nanos - earlier.nanos) / 1e6
                * Runtime.getRuntime().availableProcessors();
        return Math.max(0, foreign / available);
    }

    private static long readBusyMillis() throws IOException {
        String[] columns = Files.readAllLines(STAT).getFirst().split(" +");
        long ticks = 0;
        for (int i = 1; i <= STEAL; i++) {
            ticks += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(columns[i]);
        }
        return ticks * ProcessTree.TICK_MILLIS;
    }
}
