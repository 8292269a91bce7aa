package io.llamagate.job.web;

import io.llamagate.job.Demand;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the directives of a request's Cache-Control (RFC 9111 section 5.2.1, RFC 5861 section 4).
 * All of them are advice, so what cannot be read is ignored: a request never fails over it. Of
 * those that stand twice the first counts. {@code no-store} and {@code no-transform} change
 * nothing: answers belong to the gateway, and it never transforms them. Pure.
 */
final class CacheControl {
    /** A directive of section 5.2, with a value in either of its two forms. */
    private static final Pattern DIRECTIVE = Pattern.compile(
            "\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)"
                    + "(?:=(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,\"]*)))?\\s*(?:,|$)"
                    + "|[^,]*(?:,|$)");

    /** The greatest number of seconds that section 1.2.2 wants to be told from any greater one. */
    private static final BigInteger MOST_SECONDS = BigInteger.valueOf(Integer.MAX_VALUE);

    private CacheControl() {
    }

    /** What the header's fields demand together. */
    static Demand parse(Enumeration<String> fields) {
        if (!fields.hasMoreElements()) {
            return Demand.NONE;
        }
        Map<String, String> directives = new HashMap<>();
        while (fields.hasMoreElements()) {
            read(fields.nextElement(), directives);
        }
        return new Demand(
                directives.containsKey("no-cache")
                        ? Duration.ZERO
                        : seconds(directives.get("max-age")),
                seconds(directives.get("min-fresh")), maxStale(directives.get("max-stale")),
                seconds(directives.get("stale-if-error")),
                directives.containsKey("only-if-cached"));
    }

    private static void read(String field, Map<String, String> directives) {
        Matcher matcher = DIRECTIVE.matcher(field);
        while (matcher.lookingAt() && matcher.end() > matcher.start()) {
            if (matcher.group(1) != null) {
                String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
                directives.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT),
                        value == null ? "" : value);
            }
            matcher.region(matcher.end(), field.length());
        }
    }

    /** Without a value the caller takes an answer of any age (section 5.2.1.2). */
    private static @Nullable Duration maxStale(@Nullable String value) {
        return value != null && value.isEmpty()
                ? Duration.ofSeconds(MOST_SECONDS.longValue())
                : seconds(value);
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        return value == null || !value.matches("[0-9]+")
                ? null
                : Duration.ofSeconds(new BigInteger(value).min(MOST_SECONDS).longValue());
    }
}
