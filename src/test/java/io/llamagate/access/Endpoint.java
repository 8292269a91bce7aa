package io.llamagate.access;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways to ask about a job. */
enum Endpoint {
    STATUS {
        @Override
        Told ask(Door door, Who who, String job, String query) throws Exception {
            return whole(door.ask(who, "/batch-jobs/" + job + "/status" + query));
        }
    },
    LLAMACLOUD_PATH {
        @Override
        Told ask(Door door, Who who, String job, String query) throws Exception {
            return whole(door.ask(who, "/api/v1/beta/batch-processing/" + job + query));
        }
    },
    /** Which every answer ends at once, since the caller has none of these. */
    WAIT {
        @Override
        Told ask(Door door, Who who, String job, String query) throws Exception {
            return whole(door.ask(who, "/batch-jobs/" + job + "/status" + query, "Prefer",
                    "wait=50", "If-None-Match", "\"none\""));
        }
    },
    LIST {
        @Override
        Told ask(Door door, Who who, String job, String query) throws Exception {
            return part(door.ask(who, "/batch-jobs/status" + with(query, "ids=" + job)));
        }
    },
    POSTED_LIST {
        @Override
        Told ask(Door door, Who who, String job, String query) throws Exception {
            return part(door.post(who, "/batch-jobs/status" + query,
                    "{\"ids\":[\"" + job + "\"]}"));
        }
    },
    EVENTS {
        @Override
        Told ask(Door door, Who who, String job, String query) throws Exception {
            return event(door.firstEvent(who, "/batch-jobs/" + job + "/events" + query));
        }
    },
    MANY_EVENTS {
        @Override
        Told ask(Door door, Who who, String job, String query) throws Exception {
            return event(door.firstEvent(who,
                    "/batch-jobs/events" + with(query, "ids=" + job)));
        }
    };

    private static final Pattern STATUS_OF_PART = Pattern.compile("\"status\":(\\d+)");

    /** Asks about a job as somebody, with a query that names a project or nothing. */
    abstract Told ask(Door door, Who who, String job, String query) throws Exception;

    private static Told whole(HttpResponse<String> response) {
        return new Told(response.statusCode(), response.body());
    }

    private static Told part(HttpResponse<String> response) {
        return response.statusCode() == 200
                ? new Told(number(response.body()), response.body())
                : whole(response);
    }

    private static Told event(Told first) {
        return first.status() == 200 && first.text().contains("event: problem")
                ? new Told(number(first.text()), first.text())
                : first;
    }

    private static int number(String text) {
        Matcher matcher = STATUS_OF_PART.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static String with(String query, String parameter) {
        return query.isEmpty() ? "?" + parameter : query + "&" + parameter;
    }
}
