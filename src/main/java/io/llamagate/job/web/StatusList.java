package io.llamagate.job.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.llamagate.job.JobStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * The answer to a question about many jobs.
 *
 * @param results one for each id, in the order asked
 */
record StatusList(List<Item> results) {
    /**
     * What is known of one of the jobs.
     *
     * @param id the id as it was asked
     * @param status the HTTP status that the question would have had alone
     * @param age how many seconds ago LlamaCloud's answer was received
     * @param etag the entity tag of the body
     * @param body LlamaCloud's JSON, or null beside a problem
     * @param problem why there is none, or null beside a body
     * @param eta when the job will be done if it goes on like that, or null if that cannot be told
     * @param stalled whether the job stands still
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(String id, int status, @Nullable Long age, @Nullable String etag,
            @JsonSerialize(using = StatusJson.class) @Nullable JobStatus body,
            @Nullable ProblemDocument problem,
            @Nullable String eta, @Nullable Boolean stalled) {
    }
}
