package io.llamagate.job.web;

import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks in the query of an address. It is read here and not by the servlet container
 * because that fails on parameters that the gateway ignores, such as one without a name. Immutable.
 *
 * @param rawIds the values of {@code ids} as they were sent
 * @param project the project to ask in, or null
 * @param organization the organization to ask in, or null
 */
record StatusQuery(List<String> rawIds, @Nullable String project, @Nullable String organization) {
    private static final StatusQuery EMPTY = new StatusQuery(List.of(), null, null);

    /**
     * Reads the query.
     *
     * @param query as it was sent, or null if there is none
     * @throws InvalidRequestException if it breaks a rule, with a sentence for the caller
     */
    static StatusQuery parse(@Nullable String query) {
        if (query == null) {
            return EMPTY;
        }
        List<String> ids = new ArrayList<>();
        String project = null;
        String organization = null;
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            switch (decodedName(name)) {
                case "project_id" -> project = once("project_id", project, value);
                case "organization_id" ->
                    organization = once("organization_id", organization, value);
                case "ids" -> ids.add(value);
                default -> {
                }
            }
        }
        return new StatusQuery(ids, project, organization);
    }

    /**
     * The question about one job.
     *
     * @param jobId the job's id, decoded
     * @throws InvalidRequestException if an id breaks a rule, with a sentence for the caller
     */
    JobRef about(String jobId) {
        return new JobRef(new JobId(jobId), project, organization);
    }

    /**
     * The ids that it lists, by commas or by repetition, in their order.
     *
     * @throws InvalidRequestException if they are none or too many, or cannot be read
     */
    JobIdList ids() {
        return JobIdList.of(rawIds.stream().map(value -> decodedValue("ids", value))
                .filter(value -> !value.isBlank())
                .flatMap(value -> List.of(value.split(",", -1)).stream()).toList());
    }

    private static String once(String name, @Nullable String earlier, String value) {
        if (earlier != null) {
            throw new InvalidRequestException(name + " must not be repeated.");
        }
        return decodedValue(name, value);
    }

    private static String decodedValue(String name, String value) {
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
