package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bucket4j.TimeMeter;
import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import io.llamagate.job.Purpose;
import io.llamagate.job.Urgency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Whatever passes for a question leads to one address of LlamaCloud's: a job's status. */
@Timeout(60)
class StatusCallFuzzTests {
    private static final Pattern PATH = Pattern
            .compile("/api/v1/beta/batch-processing/(?!(?i:items)$)[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Pattern QUERY = Pattern
            .compile("((project_id|organization_id)=[A-Za-z0-9][A-Za-z0-9_-]*(&(?=o)|$)){1,2}");

    private final List<URI> asked = new ArrayList<>();
    private final WebClient client = WebClient.builder().exchangeFunction(request -> {
        asked.add(request.url());
        return Mono.just(ClientResponse.create(HttpStatus.NOT_FOUND).build());
    }).build();

    /** The lines of the input are a job, a project and an organization. */
    @FuzzTest
    void leadsToTheStatusOfOneJob(byte[] input) {
        String[] lines = new String(input, ISO_8859_1).split("\n", 3);
        JobRef ref;
        try {
            ref = new JobRef(new JobId(lines[0]), lines.length > 1 ? lines[1] : null,
                    lines.length > 2 ? lines[2] : null);
        } catch (InvalidRequestException e) {
            return;
        }
        asked.clear();
        call().answer(ref, new Purpose(Urgency.AWAITED, null), Duration.ofHours(1)).join();
        assertThat(asked).singleElement()
                .satisfies(StatusCallFuzzTests::assertIsTheStatusOfOneJob);
    }

    /** With a budget of its own, so that a fuzzer may ask without end. */
    private StatusCall call() {
        LlamaCloudProperties settings = Settings.at("https://llamacloud.example");
        LimitsByKey limits = new LimitsByKey(settings.budget(), TimeMeter.SYSTEM_NANOTIME,
                Clock.systemUTC());
        return new StatusCall(client, new Credentials(new ApiKeys(settings), limits),
                BaseUrl.of(settings), settings.responseTimeout(),
                new CallTimers(new SimpleMeterRegistry()),
                Clock.systemUTC());
    }

    private static void assertIsTheStatusOfOneJob(URI address) {
        assertThat(address.normalize()).isEqualTo(address).hasScheme("https")
                .hasAuthority("llamacloud.example").hasNoFragment();
        assertThat(address.getRawPath()).matches(PATH);
        assertThat(address.getRawQuery() == null || QUERY.matcher(address.getRawQuery()).matches())
                .isTrue();
    }
}
