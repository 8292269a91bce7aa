package io.llamagate.job.web;

import io.llamagate.caller.ProjectNotAllowedException;
import io.llamagate.caller.ProjectRequiredException;
import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobAnswer;
import java.util.TreeSet;

/** Says as a problem why someone gets no status of a job. Pure. */
final class Occurrences {
    private Occurrences() {
    }

    /** LlamaCloud knows no such job, or it must not be told apart from such a one. */
    static Occurrence missing() {
        return Occurrence.of(Problem.JOB_NOT_FOUND,
                "LlamaCloud knows no such batch job, or not yet.");
    }

    /** LlamaCloud refuses the question. */
    static Occurrence of(JobAnswer.Rejected rejected) {
        return new Occurrence(Problem.UPSTREAM_REJECTED_REQUEST,
                rejected.parameters().isEmpty()
                        ? "LlamaCloud rejected the request without naming a parameter."
                        : "LlamaCloud rejected "
                                + String.join(" and ", new TreeSet<>(rejected.parameters())) + ".",
                null, 422, null);
    }

    /**
     * What an exception says that refuses a question before it is asked; any other is thrown on.
     */
    static Occurrence ofRefusal(RuntimeException exception) {
        return switch (exception) {
            case InvalidRequestException invalid ->
                Occurrence.of(Problem.INVALID_REQUEST, String.valueOf(invalid.getMessage()));
            case ProjectNotAllowedException _ -> Occurrence.of(Problem.PROJECT_NOT_ALLOWED,
                    "project_id names a project that you may not see.");
            case ProjectRequiredException _ -> Occurrence.of(Problem.PROJECT_REQUIRED,
                    "Several API keys would do: name one of your projects as project_id.");
            default -> throw exception;
        };
    }
}
