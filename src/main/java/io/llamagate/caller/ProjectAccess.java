package io.llamagate.caller;

import io.llamagate.job.JobRef;
import io.llamagate.job.KeyNames;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which projects a caller may name, and with which key is asked for it. Pure. */
public final class ProjectAccess {
    private final KeyNames keys;

    /** Takes the names of the keys that there are. */
    public ProjectAccess(KeyNames keys) {
        this.keys = keys;
    }

    /**
     * The question with the key to ask it with: the named project's; else, for a caller of every
     * project, the named organization's; else, for a caller with one project, that project's; else
     * the default.
     *
     * @throws ProjectNotAllowedException if the caller names a project that it may not see
     * @throws ProjectRequiredException if the caller's projects have several keys and it names none
     */
    public JobRef admit(JobRef asked, Caller caller) {
        if (asked.project() != null && !caller.projects().include(asked.project())) {
            throw new ProjectNotAllowedException();
        }
        return keys.isEmpty() ? asked : asked.withKey(key(asked, caller));
    }

    private String key(JobRef asked, Caller caller) {
        String named = keyOf(asked.project());
        if (named == null && !caller.projects().areSome()) {
            named = keyOf(asked.organization());
        }
        if (named != null) {
            return named;
        }
        if (asked.project() != null) {
            return JobRef.DEFAULT_KEY;
        }
        Set<String> possible = caller.projects().ids().stream()
                .map(id -> firstNonNull(keys.of(id), JobRef.DEFAULT_KEY))
                .collect(Collectors.toSet());
        if (possible.size() > 1) {
            throw new ProjectRequiredException();
        }
        return possible.isEmpty() ? JobRef.DEFAULT_KEY : possible.iterator().next();
    }

    private @Nullable String keyOf(@Nullable String scope) {
        return scope == null ? null : keys.of(scope);
    }

    private static String firstNonNull(@Nullable String first, String second) {
        return first == null ? second : first;
    }
}
