package io.llamagate.job.watch;

import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Kept;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a watched job. Immutable.
 *
 * @param kept LlamaCloud's last answer, or null if there is none yet
 * @param stalled whether the job stands still
 * @param problem why there is no newer answer, or null if nothing is wrong
 */
public record Sighting(@Nullable Kept kept, boolean stalled,
        @Nullable JobStatusException problem) {
    static final Sighting NOTHING = new Sighting(null, false, null);

    /** Whether it is a status after which nothing more is expected to happen. */
    public boolean isFinal() {
        return kept != null && kept.isFinal();
    }

    /** Whether LlamaCloud says the same, whenever it said it. */
    boolean saysTheSameAs(Sighting other) {
        return Objects.equals(content(), other.content());
    }

    /** Whether someone who knows the other learns nothing by it. */
    boolean tellsNoMoreThan(Sighting other) {
        return saysTheSameAs(other) && stalled == other.stalled
                && (problem == null) == (other.problem == null);
    }

    private @Nullable Object content() {
        return kept == null
                ? null
                : kept.answer() instanceof JobStatus status ? status.entityTag() : kept.answer();
    }
}
