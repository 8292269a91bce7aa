package server;

import java.io.IOException;
import java.nio.file.Path;

/** The JDK that runs the benchmark; the children are run with the same. */
final class Jdk {
    static final String JAVA = tool("java");

    private Jdk() {
    }

    /** The bytes of all objects that a JVM can still reach, which collects the others. */
    static long liveHeapBytes(long pid) throws IOException {
        Process jcmd = new ProcessBuilder(tool("jcmd"), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true).start();
        String histogram = new String(jcmd.getInputStream().readAllBytes()).strip();
        String[] total = histogram.substring(histogram.lastIndexOf('\n') + 1).split(" +");
        if (total.length != 3 || !total[0].equals("Total")) {
            throw new IllegalStateException("jcmd gave no histogram:\n" + histogram);
        }
        return Long.parseLong(total[2]);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
