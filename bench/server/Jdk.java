package server;

import java.nio.file.Path;

/** The Java that runs the benchmark; the children are run with the same. */
final class Jdk {
    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Jdk() {
    }
}
