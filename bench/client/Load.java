package client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What wrk counted in one run. Errors are bad statuses, broken connections and timeouts. */
public record Load(long requests, double seconds, long errors, double p50Millis, double p99Millis) {
    private static final Pattern RESULT = Pattern
            .compile("^result (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);

    /** Reads the line that batch-jobs.lua prints. */
    static Load parse(String output) {
        Matcher result = RESULT.matcher(output);
        if (!result.find()) {
            throw new IllegalStateException("wrk gave no result:\n" + output);
        }
        return new Load(number(result, 1), number(result, 2) / 1e6, number(result, 3),
                number(result, 4) / 1e3, number(result, 5) / 1e3);
    }

    private static long number(Matcher result, int group) {
        return Long.parseLong(result.group(group));
    }
}
