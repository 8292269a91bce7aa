package io.llamagate.caller;

import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.job.Projects;
import java.util.List;

/** Callers for tests. */
public final class TestCallers {
    static final Limit LIMIT = new Limit(1000, 2000);

    private TestCallers() {
    }

    /** One who may see every project. */
    public static Caller everyone() {
        return new Caller("everyone", Projects.ALL, LIMIT);
    }

    /** One who may see some projects only. */
    public static Caller of(String... projects) {
        return new Caller("someone", Projects.of(List.of(projects)), LIMIT);
    }
}
