package scenario;

import client.JobPath;
import java.util.Locale;

/** How someone comes to know of news. */
enum Manner {
    /** By an event stream, which is opened once. */
    STREAM {
        @Override
        String opening(String id) {
            return get("/batch-jobs/" + id + "/events", "Accept: text/event-stream\r\n");
        }
    },

    /** By requests that wait, over a connection that was opened for an ordinary one. */
    LONG_POLL {
        @Override
        String opening(String id) {
            return get(path(id), "");
        }

        @Override
        String next(String id, String tag) {
            return get(path(id), "Prefer: wait=50\r\nIf-None-Match: \"" + tag + "\"\r\n");
        }
    };

    /** What a new connection begins with. */
    abstract String opening(String id);

    /** What is asked, after the opening and after news, to hear of the next; null for nothing. */
    String next(String id, String tag) {
        return null;
    }

    /** What many of them are called. */
    String plural(int number) {
        return String.format(Locale.ROOT, "%,d %ss", number, name().toLowerCase(Locale.ROOT)
                .replace('_', ' '));
    }

    private static String path(String id) {
        return JobPath.of(id);
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }
}
