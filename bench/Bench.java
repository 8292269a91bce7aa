import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import process.Children;
import scenario.Lab;
import scenario.Scenario;
import server.Emulator;
import server.Gateway;
import server.Nginx;
import server.Peer;

/** Measures Llamagate beside NGINX. Run by {@code bench/run} in the folder of the project. */
final class Bench {
    private static final Path OUT = Path.of("bench/out");

    private Bench() {
    }

    public static void main(String[] args) throws IOException {
        int status;
        try {
            status = run(Options.parse(List.of(args))) ? 0 : 1;
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("bench/run: " + e.getMessage());
            status = 2;
        }
        System.exit(status);
    }

    /** Whether all scenarios could be measured. */
    private static boolean run(Options options) throws IOException {
        WorkFolder work = new WorkFolder(OUT.resolve("work"));
        Children children = new Children();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(children, work)));
        Report report = new Report(OUT.resolve("results.md"));
        report.add(Setting.describe());
        Emulator emulator = new Emulator(children, work.path().resolve("upstream.txt"));
        Gateway gateway = gateway(false);
        List<Peer> peers = List.of(Nginx.plain(work.caches()),
                Nginx.withOpenFileCache(work.caches()), gateway);
        Lab lab = new Lab(options.plan(), peers, gateway, gateway(true), children, emulator,
                work.path());
        boolean complete = true;
        for (Scenario scenario : options.scenarios()) {
            complete &= measure(scenario, lab, report);
        }
        if (complete) {
            work.delete();
        }
        return complete;
    }

    /** The one way in which every run ends: well, with a failure, or by Ctrl-C. */
    private static void end(Children children, WorkFolder work) {
        children.close();
        try {
            work.close();
        } catch (IOException e) {
            System.err.println("bench/run: could not delete " + work.caches());
        }
    }

    /** A scenario that fails does not cost the results of the others. */
    private static boolean measure(Scenario scenario, Lab lab, Report report) throws IOException {
        try {
            report.add(scenario.measure(lab));
            return true;
        } catch (Exception e) {
            if (!lab.children().isClosed()) {
                report.add("**" + scenario.name() + " could not be measured:** " + e.getMessage()
                        + "\n");
            }
            return false;
        }
    }

    private static Gateway gateway(boolean named) {
        Map<String, String> environment = System.getenv();
        List<String> jvmOptions = Stream
                .of(environment.getOrDefault("LLAMAGATE_JAVA_OPTS", "").split(" "))
                .filter(option -> !option.isEmpty()).toList();
        return new Gateway(named ? "Llamagate, named caller" : "Llamagate",
                Path.of(environment.get("LLAMAGATE_JAR")), jvmOptions, named);
    }
}
