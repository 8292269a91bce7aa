package io.llamagate.job;

import java.util.Set;

/**
 * What LlamaCloud says about a job. All three are real answers, worth remembering; when it gives
 * none, that is a {@link JobStatusException}.
 */
public sealed interface JobAnswer permits JobStatus, JobAnswer.NotFound, JobAnswer.Rejected {
    /** LlamaCloud knows no such job, or not yet. */
    record NotFound() implements JobAnswer {
    }

    /**
     * LlamaCloud refuses the question as malformed, although the gateway let it pass.
     *
     * @param parameters those of {@code job_id}, {@code project_id} and {@code organization_id}
     *        that it named, possibly none
     */
    record Rejected(Set<String> parameters) implements JobAnswer {
        /** Keeps a copy. */
        public Rejected {
            parameters = Set.copyOf(parameters);
        }
    }
}
