package io.llamagate.job.web;

import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedAnswer.Lookup;
import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is worth knowing of an answer of LlamaCloud's that was served. A request carries it to where
 * answers are counted.
 *
 * @param age how long ago it was received
 * @param saved whether LlamaCloud was not asked for this request
 * @param insteadOf the failure that it stands in for, or null
 */
record Served(Outcome outcome, Duration age, boolean saved, @Nullable Failure insteadOf) {
    private static final String ATTRIBUTE = Served.class.getName();

    /** Notes it. */
    static void note(HttpServletRequest request, CachedAnswer answer) {
        request.setAttribute(ATTRIBUTE, of(answer));
    }

    /** That of an answer. */
    static Served of(CachedAnswer answer) {
        JobStatusException failure = answer.insteadOf();
        return new Served(Outcome.of(answer), answer.age(),
                answer.lookup() == Lookup.HIT || answer.collapsed(),
                failure == null ? null : failure.failure());
    }

    /** What was noted, or null if the request was answered with a problem of ours. */
    static @Nullable Served with(HttpServletRequest request) {
        return (Served) request.getAttribute(ATTRIBUTE);
    }
}
