package io.llamagate.job.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error: problem details of RFC 9457 with the gateway's extensions.
 *
 * @param type the address of a page about the problem
 * @param title a phrase, the same for every occurrence
 * @param status the HTTP status
 * @param detail what happened this time, in a sentence
 * @param instance the path that was asked for, without its query, or null if the request had none
 * @param code identifies the problem to programs
 * @param retryable whether the same request may succeed later
 * @param traceId finds the request in logs
 * @param upstreamStatus the HTTP status that LlamaCloud gave, or null if it gave none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemDocument(String type, String title, int status, String detail,
        @Nullable String instance, String code, boolean retryable, String traceId,
        @Nullable Integer upstreamStatus) {
}
