package io.llamagate.job.web;

import io.llamagate.job.JobId;
import io.llamagate.job.watch.Watch;
import org.jspecify.annotations.Nullable;

/** A job of a stream, and what its reader knows of it. Not safe for use by many threads. */
final class StreamedJob {
    private final JobId id;
    private final Watch watch;
    private EventId.Known known;
    private @Nullable Problem problem;

    StreamedJob(JobId id, Watch watch, EventId.Known known) {
        this.id = id;
        this.watch = watch;
        this.known = known;
    }

    JobId id() {
        return id;
    }

    Watch watch() {
        return watch;
    }

    EventId.Known known() {
        return known;
    }

    /**
     * Takes down that the reader is told what is wrong, if it does not know. Of a reader who comes
     * back it is only known that it was told something.
     *
     * @return whether it has to be told
     */
    boolean learnProblem(View view) {
        Problem now = view.problem() == null ? null : view.problem().problem();
        boolean news = (now != null) != known.problem() || (problem != null && now != problem);
        problem = now;
        known = new EventId.Known(known.tag(), known.stalled(), now != null);
        return news;
    }

    /**
     * Takes down that the reader is told the status, if it does not know it.
     *
     * @return whether it has to be told
     */
    boolean learnStatus(View view) {
        if (view.status() == null) {
            return false;
        }
        EventId.Known now = new EventId.Known(EventId.tag(view.status().entityTag()),
                view.stalled(), known.problem());
        boolean news = !now.equals(known);
        known = now;
        return news;
    }
}
