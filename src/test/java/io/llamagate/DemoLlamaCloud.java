package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathTemplate;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A LlamaCloud on this machine whose jobs move with time, from the first question about each. */
final class DemoLlamaCloud {
    private final WireMockServer server;

    /** One whose jobs move with this clock. */
    DemoLlamaCloud(InstantSource clock) {
        this.server = new WireMockServer(options().bindAddress("127.0.0.1").dynamicPort()
                .asynchronousResponseEnabled(true).disableRequestJournal()
                .extensions(new Jobs(clock)));
    }

    /** Starts it and returns its address. */
    String start() {
        server.start();
        server.stubFor(get(urlPathTemplate("/api/v1/beta/batch-processing/{job_id}"))
                .willReturn(aResponse().withTransformers(Jobs.NAME)));
        return "http://127.0.0.1:" + server.port();
    }

    void stop() {
        server.stop();
    }

    private record Jobs(InstantSource clock,
            Map<String, Instant> firstAsked) implements ResponseDefinitionTransformerV2 {
        private static final String NAME = "demo-jobs";

        private Jobs(InstantSource clock) {
            this(clock, new ConcurrentHashMap<>());
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            String id = String.valueOf(event.getRequest().getPathParameters().get("job_id"));
            Instant now = clock.instant();
            return DemoJob.of(id).map(kind -> {
                Instant first = firstAsked.computeIfAbsent(id, _ -> now);
                return kind.answer(id, Duration.between(first, now));
            }).orElseGet(() -> DemoJob.error(404, "Batch job not found")).build();
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public String getName() {
            return NAME;
        }
    }
}
