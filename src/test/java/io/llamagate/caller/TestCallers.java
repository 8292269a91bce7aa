package io.llamagate.caller;

import io.llamagate.ManualTime;
import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.job.Projects;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Callers for tests. */
public final class TestCallers {
    static final Limit LIMIT = new Limit(1000, 2000);

    private TestCallers() {
    }

    /** One who may see every project. */
    public static Caller everyone() {
        return new Caller("everyone", Projects.ALL, LIMIT);
    }

    /** One of a name, who may see every project. */
    public static Caller named(String name) {
        return new Caller(name, Projects.ALL, LIMIT);
    }

    /** One who may see some projects only. */
    public static Caller of(String... projects) {
        return new Caller("someone", Projects.of(List.of(projects)), LIMIT);
    }

    /** What one may still ask who has such a limit. */
    public static Allowance allowance(int requestsPerSecond, int burst, ManualTime time) {
        return new Allowance(new Limit(requestsPerSecond, burst), time);
    }

    /** That a token is genuine, but its owner no caller. */
    public static UnknownCallerException unknown() {
        return new UnknownCallerException();
    }

    /** That a caller names a project of others. */
    public static ProjectNotAllowedException notAllowed() {
        return new ProjectNotAllowedException();
    }

    /** That a caller has to name a project. */
    public static ProjectRequiredException projectRequired() {
        return new ProjectRequiredException();
    }

    /**
     * The settings of this package by their names, such as {@code mode=open}; the last of a name
     * counts.
     */
    static CallerProperties settings(String... settings) {
        Map<String, String> properties = Arrays.stream(settings)
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> "llamagate.callers." + setting[0],
                        setting -> setting[1], (_, last) -> last));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("llamagate.callers", CallerProperties.class);
    }
}
