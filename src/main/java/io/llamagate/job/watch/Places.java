package io.llamagate.job.watch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Room for so many at once, and for so many of one caller's. Safe for use by many threads. */
public final class Places {
    private final int most;
    private final int mostPerCaller;
    private final Map<String, Integer> takenByCaller = new HashMap<>();
    private int taken;

    /** Takes its bounds. */
    public Places(int most, int mostPerCaller) {
        this.most = most;
        this.mostPerCaller = mostPerCaller;
    }

    /**
     * Takes a place if there is one; whoever has it must leave it once.
     *
     * @param caller whose it is, or null where callers are not told apart
     */
    public synchronized boolean take(@Nullable String caller) {
        if (taken >= most || (caller != null
                && takenByCaller.getOrDefault(caller, 0) >= mostPerCaller)) {
            return false;
        }
        taken++;
        if (caller != null) {
            takenByCaller.merge(caller, 1, Integer::sum);
        }
        return true;
    }

    /** Gives a place back. */
    public synchronized void leave(@Nullable String caller) {
        taken--;
        if (caller != null) {
            takenByCaller.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /** How many are taken. */
    public synchronized int taken() {
        return taken;
    }
}
