package io.llamagate.caller;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.util.List;

/** An issuer of tokens on this machine that lists the keys that a test wants. */
final class MockIssuer extends WireMockExtension {
    static final String DISCOVERY = "/.well-known/openid-configuration";
    static final String KEYS = "/openid/v1/jwks";

    MockIssuer() {
        super(extensionOptions().options(options().bindAddress("127.0.0.1").dynamicPort()
                .http2PlainDisabled(true)));
    }

    /** What the claim iss of its tokens holds. */
    String url() {
        return "http://127.0.0.1:" + getPort();
    }

    /** Lists these keys and no others from now on. */
    void lists(JWK... keys) {
        resetMappings();
        answers(DISCOVERY, okJson("""
                {"issuer":"%s","jwks_uri":"%s"}""".formatted(url(), url() + KEYS)));
        answers(KEYS, okJson(new JWKSet(List.of(keys)).toString()));
    }

    /** Answers one address so. */
    void answers(String path, ResponseDefinitionBuilder answer) {
        stubFor(get(path).willReturn(answer));
    }

    /** Has nothing to say from now on. */
    void isAway() {
        resetMappings();
        stubFor(get(anyUrl()).willReturn(serviceUnavailable()));
    }

    /** How often its keys were looked for. */
    long looks() {
        return getAllServeEvents().stream()
                .filter(event -> event.getRequest().getUrl().equals(DISCOVERY)).count();
    }
}
