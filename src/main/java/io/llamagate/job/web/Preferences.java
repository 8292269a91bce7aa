package io.llamagate.job.web;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Enumeration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a request prefers to wait (RFC 7240 section 4.3). Preferences are advice, so what
 * cannot be read is ignored: a request never fails over it. Of those that stand twice the first
 * counts (section 2). Pure.
 */
final class Preferences {
    static final String HEADER = "Prefer";

    /** Ten seconds beyond this, LlamaCloud's SDKs give up (contract section 4.3). */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(50);

    /** A preference of section 2 with its parameters, a value in either of its two forms. */
    private static final Pattern PREFERENCE = Pattern.compile(
            "\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)"
                    + "(?:\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,;\"]*)))?\\s*"
                    + "(?:;(?:[^,\"]++|\"(?:[^\"\\\\]++|\\\\.)*+\")*+)?(?:,|$)|[^,]*(?:,|$)");

    private static final BigInteger MOST_SECONDS = BigInteger.valueOf(LONGEST_WAIT.toSeconds());

    private Preferences() {
    }

    /** The wait that the header's fields prefer together, 1 to 50 s, or null if there is none. */
    static @Nullable Duration wait(Enumeration<String> fields) {
        while (fields.hasMoreElements()) {
            String field = fields.nextElement();
            Matcher matcher = PREFERENCE.matcher(field);
            while (matcher.lookingAt() && matcher.end() > matcher.start()) {
                if ("wait".equalsIgnoreCase(matcher.group(1))) {
                    return seconds(
                            matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
                }
                matcher.region(matcher.end(), field.length());
            }
        }
        return null;
    }

    private static @Nullable Duration seconds(@Nullable String value) {
        if (value == null || !value.matches("[0-9]+")) {
            return null;
        }
        long seconds = new BigInteger(value).min(MOST_SECONDS).longValue();
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }
}
