package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of job that the simulated LlamaCloud has. A job is of a kind when its id is
 * {@code bjb-demo-} and the kind's name, with any suffix.
 */
enum DemoJob {
    FAST {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            return DemoStatus.of(id, age, Duration.ofSeconds(20), 1, "completed").response();
        }
    },
    SLOW {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            return DemoStatus.of(id, age, Duration.ofMinutes(10), 1, "completed").response();
        }
    },
    FAILING {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            return DemoStatus.of(id, age, Duration.ofSeconds(10), 0.6, "failed").response();
        }
    },
    CANCELLED {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            return DemoStatus.of(id, age, Duration.ofSeconds(10), 0.3, "cancelled").response();
        }
    },
    STALLED {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            return DemoStatus.of(id, age, Duration.ofSeconds(10), 0.4, "running").response();
        }
    },
    LATE {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            Duration unseen = Duration.ofSeconds(5);
            return age.compareTo(unseen) < 0
                    ? error(404, "Batch job not found")
                    : FAST.answer(id, age.minus(unseen));
        }
    },
    THROTTLED {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            return error(429, "Too many requests").withHeader("Retry-After", "7");
        }
    },
    BROKEN {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            return error(500, "We are sorry, something went wrong");
        }
    },
    HANGING {
        @Override
        ResponseDefinitionBuilder answer(String id, Duration age) {
            return error(504, "Too late").withFixedDelay((int) Duration.ofMinutes(2).toMillis());
        }
    };

    private static final String PREFIX = "bjb-demo-";

    /** What LlamaCloud says about a job of this kind, so long after the first question about it. */
    abstract ResponseDefinitionBuilder answer(String id, Duration age);

    /** An id of a job of this kind. */
    String exampleId() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** The kind of the job of this id, if there is such a job. */
    static Optional<DemoJob> of(String id) {
        return Arrays.stream(values()).filter(kind -> id.startsWith(kind.exampleId())).findFirst();
    }

    /** An error as LlamaCloud words it (contract section 1.3). */
    static ResponseDefinitionBuilder error(int status, String detail) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json")
                .withBody("{\"detail\":\"" + detail + "\"}");
    }
}
