package figure;

import client.Load;
import client.Workload;
import client.Wrk;
import java.io.IOException;
import process.Machine;
import process.ProcessTree;
import server.Emulator;
import server.Server;

/** Measures windows: an unmeasured lead-in of the same load, then the window itself. */
public record WindowMeter(Wrk wrk, Emulator emulator, int leadInSeconds, int seconds) {
    private static final int ATTEMPTS = 3;
    private static final double TOLERATED_ERRORS = 0.01;

    /** A disturbed window is measured again, a few times at most; the calmest of them counts. */
    public Window measure(Server server, Workload workload)
            throws IOException, InterruptedException {
        Window calmest = once(server, workload);
        for (int attempt = 1; attempt < ATTEMPTS && calmest.isDisturbed(); attempt++) {
            Window next = once(server, workload);
            calmest = next.foreignShare() < calmest.foreignShare() ? next : calmest;
        }
        return calmest;
    }

    private Window once(Server server, Workload workload) throws IOException, InterruptedException {
        wrk.run(server.port(), workload, leadInSeconds);
        ProcessTree processes = server.processes();
        long callsBefore = emulator.calls();
        Machine machineBefore = Machine.now();
        long cpuBefore = processes.cpuMillis();
        Load load = wrk.run(server.port(), workload, seconds);
        long cpu = processes.cpuMillis() - cpuBefore;
        double foreignShare = Machine.now().foreignShareSince(machineBefore);
        if (load.errors() > load.requests() * TOLERATED_ERRORS) {
            throw new IllegalStateException("%s failed %d of %d requests"
                    .formatted(server.name(), load.errors(), load.requests()));
        }
        return new Window(load, cpu, processes.residentMiB(), emulator.calls() - callsBefore,
                foreignShare);
    }
}
