package io.llamagate.job.web;

import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedAnswer.Lookup;
import java.util.Locale;

/** How a request for a status ended. */
enum Outcome {
    /** A fresh answer from memory. */
    HIT,
    /** An answer past its freshness, while a newer one is fetched or instead of a failure. */
    STALE,
    /** The answer of a fetch that another request had started. */
    MERGED,
    /** The answer of a fetch of its own. */
    MISS,
    /** A refusal to let the caller ask: who it is, what it may see, or how often it asks. */
    DENIED,
    /** Any other problem. */
    ERROR;

    /** That of an answer of LlamaCloud's. */
    static Outcome of(CachedAnswer answer) {
        if (answer.insteadOf() != null) {
            return STALE;
        }
        if (answer.lookup() == Lookup.HIT) {
            return answer.age().compareTo(answer.lifetime()) < 0 ? HIT : STALE;
        }
        return answer.collapsed() ? MERGED : MISS;
    }

    /** That of a problem with this HTTP status. */
    static Outcome ofProblem(int status) {
        return switch (status) {
            case 401, 403, 429 -> DENIED;
            default -> ERROR;
        };
    }

    /** Its name in metrics and logs. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
