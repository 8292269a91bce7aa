package io.llamagate.caller;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import io.llamagate.caller.CallerProperties.Jwt;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fetches the keys of an issuer of tokens, finding them by OpenID Connect Discovery 1.0 section 4
 * unless told where they are. The files of certificates and of the token are read anew each time,
 * as a platform renews them. Safe for use by many threads.
 */
final class IssuerKeys implements JWKSetSource<SecurityContext> {
    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 1 << 20;
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final Jwt settings;
    private final JsonMapper json;
    private final Duration patience;
    private volatile boolean known;
    private volatile @Nullable String complaint;

    /** The issuer, or who pretends to be it, says something that is of no use. */
    private static final class UnusableAnswerException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableAnswerException(String reason) {
            super(reason);
        }
    }

    IssuerKeys(Jwt settings, JsonMapper json) {
        this(settings, json, PATIENCE);
    }

    /** Takes how long each answer of the issuer may take, too. */
    IssuerKeys(Jwt settings, JsonMapper json, Duration patience) {
        this.settings = settings;
        this.json = json;
        this.patience = patience;
    }

    /** Whether any keys were ever fetched. */
    boolean areKnown() {
        return known;
    }

    /**
     * The keys that the issuer lists now.
     *
     * @throws JWKSetUnavailableException if they cannot be had
     */
    @Override
    public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator evaluator, long currentTime,
            SecurityContext context) throws JWKSetUnavailableException {
        try (HttpClient client = client()) {
            URI address = settings.jwksUri() == null ? discover(client) : settings.jwksUri();
            JWKSet keys = JWKSet.parse(get(client, address));
            known = true;
            complaint = null;
            return keys;
        } catch (IOException | ParseException | RuntimeException e) {
            // Runtime ones too: of Jackson, Nimbus and the client, for texts of all kinds.
            complain(e instanceof UnusableAnswerException
                    ? String.valueOf(e.getMessage())
                    : "it is not reached, its certificate is not trusted, or it lists no keys");
            throw new JWKSetUnavailableException("The issuer's keys cannot be had", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JWKSetUnavailableException("The look for the issuer's keys was ended", e);
        }
    }

    /** Once, as long as the reason stays the same. */
    private void complain(String reason) {
        if (!reason.equals(complaint)) {
            complaint = reason;
            log.warn("The keys of the tokens' issuer cannot be had: {}", reason);
        }
    }

    /** Has nothing to close. */
    @Override
    public void close() {
        // Each look has a client of its own.
    }

    private URI discover(HttpClient client) throws IOException, InterruptedException {
        String issuer = String.valueOf(settings.issuer());
        JsonNode metadata = json.readTree(
                get(client, URI.create(issuer.replaceFirst("/+$", "") + DISCOVERY)));
        if (!issuer.equals(metadata.path("issuer").asString(""))) {
            throw new UnusableAnswerException("it calls itself by another name");
        }
        return URI.create(metadata.path("jwks_uri").asString(""));
    }

    private String get(HttpClient client, URI address) throws IOException, InterruptedException {
        if (!isProtected(address)) {
            throw new UnusableAnswerException("its address is not one of https");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept",
                "application/json");
        Path tokenFile = settings.tokenFile();
        if (tokenFile != null && isWhereConfigured(address)) {
            request.header("Authorization", "Bearer " + Files.readString(tokenFile).strip());
        }
        HttpResponse<String> response = send(client, request.build());
        if (response.statusCode() != 200) {
            throw new UnusableAnswerException("it answers " + response.statusCode());
        }
        return response.body();
    }

    /** The client's own timeout would end with the headers, and the body may trickle for ever. */
    private HttpResponse<String> send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> response = client.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), MAX_BYTES));
        try {
            return response.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException("It does not answer", e);
        } catch (TimeoutException e) {
            throw new UnusableAnswerException("it does not answer in time");
        } finally {
            response.cancel(true);
        }
    }

    /** Our own token is shown to nobody whom only the issuer's configuration names. */
    private boolean isWhereConfigured(URI address) {
        URI configured = settings.jwksUri() == null
                ? URI.create(String.valueOf(settings.issuer()))
                : settings.jwksUri();
        return String.valueOf(configured.getRawAuthority()).equals(address.getRawAuthority());
    }

    /** Whether keys may be looked for at an address: by https, or on this machine. */
    static boolean isSafe(String address) {
        try {
            return isProtected(URI.create(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isProtected(URI address) {
        String host = address.getHost();
        return "https".equals(address.getScheme()) || ("http".equals(address.getScheme())
                && ("127.0.0.1".equals(host) || "localhost".equals(host)));
    }

    private HttpClient client() throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER);
        Path caFile = settings.caFile();
        if (caFile != null) {
            client.sslContext(bundle(Files.readString(caFile)).createSslContext());
        }
        return client.build();
    }

    private static SslBundle bundle(String pem) {
        @Nullable
        PemSslStoreDetails noKey = null;
        return SslBundle.of(
                new PemSslStoreBundle(noKey, PemSslStoreDetails.forCertificate(pem)));
    }
}
