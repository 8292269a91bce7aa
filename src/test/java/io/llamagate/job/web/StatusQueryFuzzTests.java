package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobRef;
import java.net.URI;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.StringUtils;

/** From an address as a caller sent it to the question that LlamaCloud is asked. */
@Timeout(60)
class StatusQueryFuzzTests {
    /** The two paths of the controller, read in another way than {@link StatusPath} does. */
    private static final Pattern PATH = Pattern
            .compile("/batch-jobs/([^/]*)/status|/api/v1/beta/batch-processing/([^/]*)");
    private static final Pattern JOB = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Pattern REFUSAL = Pattern.compile(
            "(The job id|project_id|organization_id) (must be 1 to \\d+ characters of [^%&]*"
                    + "|must not be the word items|must not be repeated"
                    + "|is not percent-encoded as it should be)\\.");
    private static final String LLAMACLOUD =
            "https://llamacloud.example/api/v1/beta/batch-processing/";

    @FuzzTest
    void asksAboutOneJobAndNothingElse(byte[] input) {
        String[] address = new String(input, ISO_8859_1).split("\\?", 2);
        String id = id(address[0]);
        StatusPath path = StatusPath.of(address[0]);
        assertThat(path == null ? null : path.jobId()).isEqualTo(id);
        if (id != null) {
            String query = address.length > 1 ? address[1] : null;
            assertAsksAboutOneJob(id, query);
            assertAsksAboutOneJob(decoded(id), query);
        }
    }

    private static @Nullable String id(String uri) {
        var matcher = PATH.matcher(uri);
        return matcher.matches()
                ? Stream.of(1, 2).map(matcher::group).filter(group -> group != null).findFirst()
                        .orElseThrow()
                : null;
    }

    /** As the container does it, which refuses what cannot be decoded. */
    private static String decoded(String id) {
        try {
            return StringUtils.uriDecode(id, ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return id;
        }
    }

    private static void assertAsksAboutOneJob(String id, @Nullable String query) {
        JobRef ref;
        try {
            ref = StatusQuery.parse(query).about(id);
        } catch (InvalidRequestException e) {
            assertThat(e.getMessage()).matches(REFUSAL);
            return;
        }
        assertThat(ref.job().value()).isEqualTo(id).matches(JOB).isNotEqualToIgnoringCase("items");
        assertThat(Stream.of(ref.project(), ref.organization()))
                .allMatch(scope -> scope == null || SCOPE.matcher(scope).matches());
        assertThat(URI.create(LLAMACLOUD + "x").resolve(id)).hasToString(LLAMACLOUD + id);
    }
}
