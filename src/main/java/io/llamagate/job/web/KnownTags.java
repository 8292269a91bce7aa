package io.llamagate.job.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;

/**
 * The entity tags of what a caller has already, by If-None-Match (RFC 9110 section 13.1.2).
 * Immutable.
 */
record KnownTags(List<ETag> tags) {
    private static final KnownTags NONE = new KnownTags(List.of());

    /** Those that the request names. */
    static KnownTags of(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.IF_NONE_MATCH) == null
                ? NONE
                : new KnownTags(Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH))
                        .stream().flatMap(field -> ETag.parse(field).stream()).toList());
    }

    /** Whether there is any. */
    boolean areSome() {
        return !tags.isEmpty();
    }

    /** Whether the caller has this one, by weak comparison, over a list or {@code *}. */
    boolean include(String entityTag) {
        if (tags.isEmpty()) {
            return false;
        }
        ETag ours = ETag.parse(entityTag).getFirst();
        return tags.stream().anyMatch(tag -> tag.isWildcard() || tag.compare(ours, false));
    }
}
