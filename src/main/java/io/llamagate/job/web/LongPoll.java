package io.llamagate.job.web;

import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatus;
import io.llamagate.job.Kept;
import io.llamagate.job.Projects;
import io.llamagate.job.watch.Watch;
import java.util.function.Predicate;

/**
 * What a request waits for. That is change, never one named state: a job that fails ends a wait
 * too. Immutable.
 *
 * @param projects whose jobs the caller may see
 * @param known what the caller has already
 * @param isFresh tells of an answer whether it may be served as the present state
 */
record LongPoll(Projects projects, KnownTags known, Predicate<Kept> isFresh) {
    /** Whether what was seen last ends the wait. A failure of LlamaCloud's does not. */
    boolean isOver(Watch watch) {
        Kept kept = watch.latest().kept();
        return kept != null && isFresh.test(kept) && isNews(kept.answer());
    }

    /** Whether nothing is gained by waiting beyond this answer. */
    boolean isNews(JobAnswer answer) {
        return !(answer instanceof JobStatus status) || !projects.include(status.project())
                || status.state().isFinished()
                || (known.areSome() && !known.include(status.entityTag()));
    }
}
