package upstream;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is answered on which path. The id of a job says how it is answered:
 * {@code running-50-anything} is a running job, told after 50 milliseconds. Every call of a job is
 * counted; {@code /calls} tells how many there were, {@code /calls/ID} how many for one of the
 * latest ids. After {@code /fail/HOW} every job is answered so, until {@code /recover}, which tells
 * the number that stands as {@code attempt} in every answer from then on; {@code /told/ID} tells
 * when the job was first answered so, in nanoseconds of the system, 0 if it was not yet.
 */
final class Emulation {
    private static final Pattern JOB = Pattern
            .compile("/api/v1/beta/batch-processing/(([a-z]+)-(\\d{1,5})-.+)");
    private static final String ALL_CALLS = "/calls";
    private static final String CALLS = ALL_CALLS + "/";
    private static final String FAIL = "/fail/";
    private static final String RECOVER = "/recover";
    private static final String TOLD = "/told/";

    private final Map<String, Integer> calls = new LatestJobs<>();
    private final Map<String, Long> told = new LatestJobs<>();
    private long allCalls;
    private String fault = "";
    private int attempt = 1;

    Reply reply(String path) {
        Matcher job = JOB.matcher(path);
        if (job.matches()) {
            return job(job.group(1), job.group(2), Integer.parseInt(job.group(3)));
        }
        if (path.equals(ALL_CALLS)) {
            return count(Long.toString(allCalls));
        }
        if (path.startsWith(CALLS)) {
            return count(calls.getOrDefault(path.substring(CALLS.length()), 0).toString());
        }
        if (path.startsWith(FAIL)) {
            fault = path.substring(FAIL.length());
            return count(fault);
        }
        if (path.equals(RECOVER)) {
            fault = "";
            attempt++;
            told.clear();
            return count(Integer.toString(attempt));
        }
        if (path.startsWith(TOLD)) {
            return count(told.getOrDefault(path.substring(TOLD.length()), 0L).toString());
        }
        return new Reply(0, bytes("404 Not Found", "", "{}"));
    }

    private Reply job(String id, String status, int delayMillis) {
        allCalls++;
        calls.merge(id, 1, Integer::sum);
        if (!fault.isEmpty()) {
            return failure();
        }
        told.putIfAbsent(id, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMillis));
        // NGINX obeys this header and hides it: its way to keep finished jobs longer.
        String header = status.equals("completed") ? "X-Accel-Expires: 3600\r\n" : "";
        return new Reply(delayMillis, bytes("200 OK", header, json(id, status)));
    }

    private Reply failure() {
        return switch (fault) {
            case "500" -> new Reply(0, bytes("500 Internal Server Error", "", "{}"));
            case "429" -> new Reply(0, bytes("429 Too Many Requests", "", "{}"));
            case "reset" -> Reply.RESET;
            case "hang" -> Reply.NONE;
            default -> throw new IllegalStateException("no fault " + fault);
        };
    }

    private static Reply count(String number) {
        return new Reply(0, bytes("200 OK", "", number));
    }

    private static byte[] bytes(String status, String header, String body) {
        String answer = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + header
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        return answer.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** About 700 bytes, all of them ASCII. */
    private String json(String id, String status) {
        return "{\"job\":{\"id\":\"" + id + "\",\"status\":\"" + status + "\",\"attempt\":"
                + attempt + ","
                + """
                        "job_type":"parse","project_id":"proj-1","organization_id":"org-1",\
                        "user_id":"user-1","directory_id":"dir-1","source_type":"directory",\
                        "total_items":10,"processed_items":4,"failed_items":0,"skipped_items":0,\
                        "created_at":"2026-01-01T09:00:00.000000Z",\
                        "updated_at":"2026-01-01T09:05:00.000000Z",\
                        "started_at":"2026-01-01T09:00:05.000000Z","completed_at":null,\
                        "workflow_id":"11111111-2222-3333-4444-555555555555","error_message":null,\
                        "parameters":{"lang":"en","mode":"balanced","output":"markdown",\
                        "page_limit":500,\
                        "webhook_url":null,"priority":"normal","tags":["invoices","archive"]}},\
                        "progress_percentage":40.0}""";
    }
}
