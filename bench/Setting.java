import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what the results were measured, in one line. */
final class Setting {
    private static final int KIB_PER_GIB = 1024 * 1024;

    private Setting() {
    }

    static String describe() throws IOException {
        return "%d CPUs, %d GiB of memory, JDK %s, %s%n".formatted(
                Runtime.getRuntime().availableProcessors(), memoryGiB(),
                System.getProperty("java.version"), nginxVersion());
    }

    private static long memoryGiB() throws IOException {
        String total = Files.readAllLines(Path.of("/proc/meminfo")).getFirst();
        return Math.round(Double.parseDouble(total.replaceAll("\\D", "")) / KIB_PER_GIB);
    }

    private static String nginxVersion() throws IOException {
        Process nginx = new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start();
        try (BufferedReader output = nginx.inputReader()) {
            return output.readLine().replace("nginx version: ", "");
        }
    }
}
