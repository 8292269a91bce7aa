package io.llamagate.access;

/**
 * What someone is told about a job.
 *
 * @param status the HTTP status that says so, of the whole answer or of the job's part in it
 * @param text all that came
 */
record Told(int status, String text) {
}
