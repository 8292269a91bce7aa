package io.llamagate.job.web;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id by which a request is found in logs: 32 lower-case hexadecimal digits (W3C Trace Context).
 */
final class TraceId {
    private static final String NONE = "0".repeat(32);
    private static final Pattern TRACEPARENT = Pattern
            .compile(
                    "(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private static final String ATTRIBUTE = TraceId.class.getName();

    private TraceId() {
    }

    /** That of a request: the same each time. */
    static String in(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = of(request.getHeader("traceparent"));
        set(request, id);
        return id;
    }

    /** Gives a request the id of the trace that it belongs to. */
    static void set(ServletRequest request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }

    /** The id in the caller's traceparent header if that is valid, else a random one. */
    static String of(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches() && !NONE.equals(matcher.group(1))
                    && !(traceparent.startsWith("00") && matcher.group(2) != null)) {
                return String.valueOf(matcher.group(1));
            }
        }
        HexFormat hex = HexFormat.of();
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
    }
}
