package io.llamagate.job;

import java.time.Duration;

/**
 * What an answer of some age is worth to a caller. Only the status of a job is worth anything past
 * its freshness: that a job is unknown may change at any moment. Pure.
 */
final class Freshness {
    /**
     * Any caller takes an answer of this age, whatever it demands, so that none can make the
     * gateway ask about a job more often.
     */
    static final Duration FLOOR = Duration.ofSeconds(1);

    private final CacheProperties settings;

    Freshness(CacheProperties settings) {
        this.settings = settings;
    }

    /** How long an answer is fresh, counted from its receipt, by what it says. */
    Duration of(JobAnswer answer) {
        return switch (answer) {
            case JobStatus status when status.state().isFinished() -> settings.terminalTtl();
            case JobStatus _ -> settings.activeTtl();
            case JobAnswer.NotFound _,JobAnswer.Rejected _ -> settings.notFoundTtl();
        };
    }

    /** Whether the answer is as fresh as the caller wants it (RFC 9111 section 4.2). */
    boolean satisfies(Kept kept, Duration age, Demand demand) {
        if (age.compareTo(kept.lifetime()) >= 0) {
            return false;
        }
        return age.compareTo(FLOOR) < 0 || (isYoung(age, demand) && staysFresh(kept, age, demand));
    }

    /**
     * Whether the caller takes the answer at once although it is past its freshness, while a newer
     * one is on its way (RFC 5861 section 3), because the gateway allows it for a while or the
     * caller does.
     */
    boolean servesWhileRevalidating(Kept kept, Duration age, Demand demand) {
        if (!isStale(kept, age) || demand.minFresh() != null || !isYoung(age, demand)) {
            return false;
        }
        Duration staleness = staleness(kept, age);
        return demand.maxStale() == null
                ? !demand.isStrict() && staleness.compareTo(window(kept)) < 0
                : staleness.compareTo(demand.maxStale()) <= 0;
    }

    /**
     * Whether the caller takes the answer when there is no newer one (RFC 5861 section 4). One who
     * demands freshness takes none past it unless it says so.
     */
    boolean servesOnError(Kept kept, Duration age, Demand demand) {
        Duration allowed = settings.staleIfError();
        if (demand.staleIfError() != null && demand.staleIfError().compareTo(allowed) < 0) {
            allowed = demand.staleIfError();
        }
        boolean refused = demand.staleIfError() == null
                && (demand.isStrict() || demand.maxStale() != null);
        return kept.answer() instanceof JobStatus && !refused
                && staleness(kept, age).compareTo(allowed) < 0;
    }

    /**
     * How long from now on it may be of use to anyone, for an entry that is new; one without a
     * status only keeps callers from asking again at once.
     */
    Duration use(Entry entry) {
        Kept kept = entry.kept();
        return kept != null && kept.answer() instanceof JobStatus
                ? kept.lifetime().plus(longer(window(kept), settings.staleIfError()))
                : longer(settings.notFoundTtl(), BackOff.LONGEST);
    }

    private static boolean isStale(Kept kept, Duration age) {
        return kept.answer() instanceof JobStatus && age.compareTo(kept.lifetime()) >= 0;
    }

    private static boolean isYoung(Duration age, Demand demand) {
        return demand.maxAge() == null || age.compareTo(demand.maxAge()) <= 0;
    }

    private static boolean staysFresh(Kept kept, Duration age, Demand demand) {
        return demand.minFresh() == null
                || kept.lifetime().minus(age).compareTo(demand.minFresh()) >= 0;
    }

    private static Duration staleness(Kept kept, Duration age) {
        return age.minus(kept.lifetime());
    }

    private Duration window(Kept kept) {
        return settings.staleWhileRevalidate() == null
                ? kept.lifetime()
                : settings.staleWhileRevalidate();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
