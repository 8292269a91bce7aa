package io.llamagate.access;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/** An issuer of tokens, as a cluster has one for its service accounts. */
final class Issuer implements AutoCloseable {
    static final String AUDIENCE = "llamagate";

    private final WireMockServer server = new WireMockServer(
            options().bindAddress("127.0.0.1").dynamicPort());
    private final ECKey key;

    Issuer() throws JOSEException {
        this.key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        server.start();
        server.stubFor(get("/.well-known/openid-configuration").willReturn(okJson(
                "{\"issuer\":\"%s\",\"jwks_uri\":\"%<s/keys\"}".formatted(address()))));
        server.stubFor(get("/keys").willReturn(okJson(new JWKSet(key).toString())));
    }

    String address() {
        return server.baseUrl();
    }

    /** A token of someone's, genuine and for this gateway. */
    String token(String subject) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                    new JWTClaimsSet.Builder().subject(subject).issuer(address())
                            .audience(AUDIENCE)
                            .expirationTime(Date.from(Instant.now().plusSeconds(600))).build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
