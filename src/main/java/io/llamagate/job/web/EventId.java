package io.llamagate.job.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of a stream knows of each job: the id of an event, by which any replica can go on
 * where another ended. Immutable.
 *
 * @param jobs in the order in which the stream's address names them
 */
record EventId(List<Known> jobs) {
    private static final int TAG_LENGTH = 8;
    private static final String NO_TAG = "-";
    private static final String STALLED = "~";
    private static final String PROBLEM = "!";
    private static final String SEPARATOR = ".";
    private static final Pattern JOB = Pattern
            .compile("(-|[A-Za-z0-9_-]{" + TAG_LENGTH + "})(" + STALLED + "?)(" + PROBLEM + "?)");

    /**
     * What is known of a job.
     *
     * @param tag the beginning of the last status' entity tag, or null if there was none
     * @param stalled whether the reader was last told that the job stands still
     * @param problem whether the reader was last told of a problem
     */
    record Known(@Nullable String tag, boolean stalled, boolean problem) {
        static final Known NOTHING = new Known(null, false, false);

        @Override
        public String toString() {
            return (tag == null ? NO_TAG : tag) + (stalled ? STALLED : "")
                    + (problem ? PROBLEM : "");
        }
    }

    /** Of someone who knows nothing yet about so many jobs. */
    static EventId nothing(int jobs) {
        return new EventId(Collections.nCopies(jobs, Known.NOTHING));
    }

    /**
     * Reads the id that came back as Last-Event-ID. One that is absent, or malformed, or of other
     * jobs, means starting over.
     */
    static EventId parse(@Nullable String text, int jobs) {
        List<Known> known = new ArrayList<>();
        for (String job : text == null ? new String[0] : text.split(Pattern.quote(SEPARATOR), -1)) {
            Matcher part = JOB.matcher(job);
            if (!part.matches() || known.size() == jobs) {
                return nothing(jobs);
            }
            known.add(new Known(part.group(1).equals(NO_TAG) ? null : part.group(1),
                    !part.group(2).isEmpty(), !part.group(3).isEmpty()));
        }
        return known.size() == jobs ? new EventId(List.copyOf(known)) : nothing(jobs);
    }

    /** The part of an entity tag that stands in the id; the whole one has 128 bits, this has 48. */
    static String tag(String entityTag) {
        return entityTag.substring(1, 1 + TAG_LENGTH);
    }

    /** Whether the reader has seen a status of every job, and no problem since. */
    boolean isComplete() {
        return jobs.stream().allMatch(job -> job.tag() != null && !job.problem());
    }

    @Override
    public String toString() {
        return jobs.stream().map(Known::toString).collect(Collectors.joining(SEPARATOR));
    }
}
