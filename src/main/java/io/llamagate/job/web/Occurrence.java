package io.llamagate.job.web;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it happened once.
 *
 * @param problem which
 * @param detail what happened this time, in a sentence written by us
 * @param proxyError the type registered by RFC 9209 section 2.3, or null if LlamaCloud had no part;
 *        a gateway error says then that the gateway answered by itself (section 2.3.29)
 * @param upstreamStatus the HTTP status that LlamaCloud gave, or null if it gave none
 * @param retryAfter how long to wait before asking again, or null if nobody knows
 */
record Occurrence(Problem problem, String detail, @Nullable String proxyError,
        @Nullable Integer upstreamStatus, @Nullable Duration retryAfter) {
    /** A problem in which LlamaCloud had no part. */
    static Occurrence of(Problem problem, String detail) {
        return new Occurrence(problem, detail, null, null, null);
    }

    /** The same with LlamaCloud's HTTP status, for those who may know that it was asked. */
    Occurrence withUpstreamStatus(int status) {
        return new Occurrence(problem, detail, proxyError, status, retryAfter);
    }
}
