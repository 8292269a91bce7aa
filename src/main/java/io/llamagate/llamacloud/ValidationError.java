package io.llamagate.llamacloud;

import io.llamagate.job.JobAnswer;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a 422 (contract section 1.3), read leniently: what cannot be read names no parameter,
 * and is never a second failure.
 */
final class ValidationError {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> PARAMETERS = Set.of("job_id", "project_id", "organization_id");

    private ValidationError() {
    }

    /** The rejection, with those of our parameters that stand in a {@code loc}. */
    static JobAnswer.Rejected parse(byte[] body) {
        Set<String> named = new TreeSet<>();
        try {
            for (JsonNode error : JSON.readTree(body).path("detail")) {
                for (JsonNode part : error.path("loc")) {
                    named.add(part.asString(""));
                }
            }
        } catch (JacksonException e) {
            // Then it names none.
        }
        named.retainAll(PARAMETERS);
        return new JobAnswer.Rejected(named);
    }
}
