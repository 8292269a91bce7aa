package io.llamagate.job;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks about: a job, as seen from a project and an organization by a key of ours. Two
 * questions are the same when all four agree, so this is also the key of the cache. Other spellings
 * of a project are other questions: each is sent as it is written, and what LlamaCloud makes of it
 * is for LlamaCloud to say.
 *
 * @param job the job
 * @param project the project to ask in, or null for the key's own
 * @param organization the organization to ask in, or null for the key's own
 * @param key the name of the key to ask with, never its value
 */
public record JobRef(JobId job, @Nullable String project, @Nullable String organization,
        String key) {
    /** The name of the key that is used where no other is. */
    public static final String DEFAULT_KEY = "default";

    private static final int MAX_SCOPE_LENGTH = 64;

    /**
     * The rule for both as a regular expression, for the published contract; blank means absent.
     */
    public static final String SCOPE_PATTERN = "^(\\s*|[A-Za-z0-9][A-Za-z0-9_-]{0,63})$";

    /**
     * Refuses what cannot be a project or an organization. Blank is absent, as official SDKs send
     * {@code ?project_id=} for a null (contract section 4.3).
     *
     * @throws InvalidRequestException with a sentence for the caller
     */
    public JobRef {
        project = scope("project_id", project);
        organization = scope("organization_id", organization);
    }

    /** A question for the default key. */
    public JobRef(JobId job, @Nullable String project, @Nullable String organization) {
        this(job, project, organization, DEFAULT_KEY);
    }

    /** The same question for another key. */
    public JobRef withKey(String name) {
        return name.equals(key) ? this : new JobRef(job, project, organization, name);
    }

    private static @Nullable String scope(String parameter, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!Identifiers.isValid(value, MAX_SCOPE_LENGTH)) {
            throw new InvalidRequestException(Identifiers.rule(parameter, MAX_SCOPE_LENGTH));
        }
        return value;
    }
}
