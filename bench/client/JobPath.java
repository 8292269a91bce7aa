package client;

/** Where callers ask for the status of a job; wrk's scripts say the same in batch-jobs.lua. */
public final class JobPath {
    private JobPath() {
    }

    public static String of(String id) {
        return "/batch-jobs/" + id + "/status";
    }
}
