package io.llamagate.job;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Under which names there are keys of LlamaCloud's beside the default one: ids of projects and
 * organizations. Immutable.
 */
public final class KeyNames {
    private final Map<String, String> names;

    /** Takes the ids as they are configured. */
    public KeyNames(Collection<String> scopes) {
        this.names = scopes.stream()
                .collect(Collectors.toUnmodifiableMap(Projects::bare, Function.identity()));
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** The name of the key of a project or organization, or null if it has none of its own. */
    public @Nullable String of(String scope) {
        return names.get(Projects.bare(scope));
    }
}
