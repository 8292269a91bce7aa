package io.llamagate.job;

import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some projects of LlamaCloud's, or all. LlamaCloud writes the same id with the prefix
 * {@code proj-}, with {@code prj-} and without (contract section 1.1), so ids are compared without
 * it and ignoring case. Immutable.
 */
public final class Projects {
    /** Every project. */
    public static final Projects ALL = new Projects(null);

    private static final String EVERY = "*";

    private final @Nullable Set<String> ids;

    private Projects(@Nullable Set<String> ids) {
        this.ids = ids;
    }

    /** Those of the ids, or all if {@code *} is among them. */
    public static Projects of(Collection<String> ids) {
        return ids.contains(EVERY)
                ? ALL
                : new Projects(ids.stream().map(Projects::bare)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** The id in the form in which ids are compared. */
    public static String bare(String id) {
        return id.toLowerCase(Locale.ROOT).replaceFirst("^(proj|prj)-", "");
    }

    /** Whether they are not simply all. */
    public boolean areSome() {
        return ids != null;
    }

    /** Whether the project is one of them. */
    public boolean include(String id) {
        return ids == null || ids.contains(bare(id));
    }

    /** Their bare ids; empty if they are all, too. */
    public Set<String> ids() {
        return ids == null ? Set.of() : ids;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Projects projects
                && Objects.equals(ids, projects.ids);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(ids);
    }

    @Override
    public String toString() {
        return ids == null ? EVERY : ids.toString();
    }
}
