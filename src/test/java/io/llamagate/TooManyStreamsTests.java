package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A gateway with room for a few streams. */
@TestPropertySource(properties = "llamagate.watch.streams.most=3")
class TooManyStreamsTests extends GatewayTest {
    @Test
    void areRefusedWithWordToComeBack() {
        llamaCloudTells("running");
        String path = "/batch-jobs/" + freshJob() + "/events";
        List<EventReader> readers = Stream.generate(() -> new EventReader(address(path))).limit(3)
                .toList();
        HttpResponse<String> response = send("GET", path);
        readers.forEach(EventReader::close);
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"code\":\"too-many-held\"");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
    }
}
