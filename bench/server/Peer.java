package server;

import java.io.IOException;
import java.nio.file.Path;

/** A server that is compared with others: what it is called, and how a process of it is run. */
public interface Peer {
    String name();

    /** Whether it gets faster while it runs, so that it must be loaded before it is measured. */
    boolean needsWarmUp();

    /** Writes what it needs into the empty folder, and says what to run. */
    ProcessBuilder prepare(Path folder, int port, int upstreamPort) throws IOException;
}
