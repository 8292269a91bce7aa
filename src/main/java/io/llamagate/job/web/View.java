package io.llamagate.job.web;

import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Kept;
import io.llamagate.job.Projects;
import io.llamagate.job.watch.Sighting;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a job, as someone gets it who may see some projects. Immutable.
 *
 * @param kept LlamaCloud's last answer if it is a status that may be seen, otherwise null
 * @param status the same status, or null
 * @param stalled whether the job stands still
 * @param problem what is wrong, or null
 */
record View(@Nullable Kept kept, @Nullable JobStatus status, boolean stalled,
        @Nullable Occurrence problem) {
    /**
     * A job of a project that may not be seen is a missing one, in every respect. So what is known
     * of it counts no longer than that a job is missing: about such a one LlamaCloud would have
     * been asked.
     *
     * @param since what was received earlier does not count then, in the ticker's nanoseconds
     */
    static View of(Sighting sighting, Projects projects, long since) {
        Kept kept = sighting.kept();
        JobStatusException failure = sighting.problem();
        return switch (kept == null ? null : kept.answer()) {
            case JobStatus status when projects.include(status.project()) -> new View(kept, status,
                    sighting.stalled(), failure == null ? null : Failures.occurrence(failure));
            case JobAnswer.Rejected rejected ->
                new View(null, null, false, Occurrences.of(rejected));
            case JobStatus _ when isOld(sighting, since) -> unknown(failure);
            case JobStatus _,JobAnswer.NotFound _ ->
                new View(null, null, false, Occurrences.missing());
            case null -> unknown(failure);
        };
    }

    /** Whether it shows a job that may not be seen, by knowledge that does not count. */
    static boolean isHiddenOf(Sighting sighting, Projects projects, long since) {
        return sighting.kept() != null && sighting.kept().answer() instanceof JobStatus status
                && !projects.include(status.project()) && isOld(sighting, since);
    }

    private static boolean isOld(Sighting sighting, long since) {
        return sighting.kept() != null && sighting.kept().receivedAt() - since < 0;
    }

    private static View unknown(@Nullable JobStatusException failure) {
        return new View(null, null, false,
                failure == null ? null : Failures.occurrence(failure));
    }

    /** Whether nothing more is expected to be seen. */
    boolean isFinal() {
        return status != null && status.state().isFinished();
    }
}
