package io.llamagate.llamacloud;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;

/** A LlamaCloud that says what a test wants and nothing else, on this machine. */
final class MockLlamaCloud extends WireMockExtension {
    MockLlamaCloud() {
        super(extensionOptions()
                .options(options().bindAddress("127.0.0.1").dynamicPort().gzipDisabled(true)));
    }

    String url() {
        return "http://127.0.0.1:" + getPort();
    }

    void answers(ResponseDefinitionBuilder answer) {
        stubFor(get(anyUrl()).willReturn(answer));
    }

    List<LoggedRequest> requests() {
        return getAllServeEvents().stream()
                .map(event -> LoggedRequest.createFrom(event.getRequest())).toList();
    }
}
