package io.llamagate.job.web;

import org.jspecify.annotations.Nullable;

/**
 * A path that asks for a status, told apart without the framework.
 *
 * @param template the controller's template that it matches
 * @param jobId the segment in the id's place, as it was sent: any text without a slash
 */
record StatusPath(String template, String jobId) {
    private static final String OWN_PREFIX = prefix(JobStatusController.PATH);
    private static final String OWN_SUFFIX = "/status";
    private static final String LLAMACLOUD_PREFIX = prefix(JobStatusController.LLAMACLOUD_PATH);

    /** The path if it has the form of one of the controller's, otherwise null. */
    static @Nullable StatusPath of(String uri) {
        if (uri.startsWith(OWN_PREFIX) && uri.endsWith(OWN_SUFFIX)) {
            return of(JobStatusController.PATH, uri, OWN_PREFIX.length(),
                    uri.length() - OWN_SUFFIX.length());
        }
        return uri.startsWith(LLAMACLOUD_PREFIX)
                ? of(JobStatusController.LLAMACLOUD_PATH, uri, LLAMACLOUD_PREFIX.length(),
                        uri.length())
                : null;
    }

    private static @Nullable StatusPath of(String template, String uri, int begin, int end) {
        return begin <= end && uri.indexOf('/', begin, end) < 0
                ? new StatusPath(template, uri.substring(begin, end))
                : null;
    }

    private static String prefix(String template) {
        return template.substring(0, template.indexOf('{'));
    }
}
