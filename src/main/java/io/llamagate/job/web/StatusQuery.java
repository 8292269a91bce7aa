package io.llamagate.job.web;

import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a caller asks about from its address. The query is read here and not by the servlet
 * container because that fails on parameters that the gateway ignores, such as one without a name.
 * Pure.
 */
final class StatusQuery {
    private StatusQuery() {
    }

    /**
     * The job asked for.
     *
     * @param jobId the job's id, decoded
     * @param query the query of the address as it was sent, or null if there is none
     * @throws InvalidRequestException if the ids break a rule, with a sentence for the caller
     */
    static JobRef parse(String jobId, @Nullable String query) {
        JobId job = new JobId(jobId);
        String project = null;
        String organization = null;
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            switch (decodedName(name)) {
                case "project_id" -> project = once("project_id", project, value);
                case "organization_id" ->
                    organization = once("organization_id", organization, value);
                default -> {
                }
            }
        }
        return new JobRef(job, project, organization);
    }

    private static String once(String name, @Nullable String earlier, String value) {
        if (earlier != null) {
            throw new InvalidRequestException(name + " must not be repeated.");
        }
        try {
            return decoded(value);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(name + " is not percent-encoded as it should be.");
        }
    }

    private static String decodedName(String name) {
        try {
            return decoded(name);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
