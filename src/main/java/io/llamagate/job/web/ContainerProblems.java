package io.llamagate.job.web;

import io.llamagate.job.JobId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says in the gateway's terms what the servlet container or Spring itself objects to. Pure. */
final class ContainerProblems {
    private static final Duration UNTIL_ANOTHER_INSTANCE_ANSWERS = Duration.ofSeconds(2);

    private ContainerProblems() {
    }

    /**
     * The problem that stands for an HTTP status of 400 or above, told about an address. Tomcat
     * refuses an encoded slash in a job's id, and Spring finds no id in a lone semicolon, before
     * anybody could say that the id is wrong.
     *
     * @param uri the address's path as it was sent, or null if it could not be read
     */
    static Occurrence of(int status, @Nullable String uri) {
        StatusPath path = uri == null ? null : StatusPath.of(uri);
        return (status == 400 || status == 404) && path != null && !JobId.isValid(path.jobId())
                ? Occurrence.of(Problem.INVALID_REQUEST, JobId.RULE)
                : of(status);
    }

    /** The problem that stands for an HTTP status of 400 or above. */
    static Occurrence of(int status) {
        return switch (status) {
            case 404 -> Occurrence.of(Problem.NOT_FOUND, "There is nothing at this address.");
            case 405 -> Occurrence.of(Problem.METHOD_NOT_ALLOWED,
                    "The gateway knows no such method.");
            case 406 -> Occurrence.of(Problem.NOT_ACCEPTABLE,
                    "The answer is application/json, which the Accept header excludes.");
            case 414 -> Occurrence.of(Problem.URI_TOO_LONG,
                    "The request line is longer than the gateway reads.");
            case 431 -> Occurrence.of(Problem.HEADERS_TOO_LARGE,
                    "The headers together are larger than the gateway reads.");
            case 503 -> new Occurrence(Problem.SHUTTING_DOWN,
                    "This instance of the gateway is ending.", null, null,
                    UNTIL_ANOTHER_INSTANCE_ANSWERS);
            case 500 -> Occurrence.of(Problem.INTERNAL_ERROR, "The gateway has a defect.");
            default -> Occurrence.of(Problem.INVALID_REQUEST,
                    "The request breaks a rule of HTTP in its address, its headers or its"
                            + " framing.");
        };
    }
}
