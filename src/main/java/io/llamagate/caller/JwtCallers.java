package io.llamagate.caller;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.llamagate.caller.CallerProperties.Jwt;
import io.llamagate.setting.InvalidSettingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Knows callers by tokens that an issuer signed. What a token says about its own key is not
 * believed: only keys that the issuer lists count, and only with algorithms of public keys. Safe
 * for use by many threads.
 */
final class JwtCallers implements AuthenticationManager {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256,
            JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384,
            JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    /** How long the issuer's keys are used without a look at them: a key that it withdraws too. */
    static final Duration KEYS_LIFE = Duration.ofSeconds(50);

    /** The longest wait for another's look. */
    private static final long KEYS_PATIENCE = Duration.ofSeconds(15).toMillis();

    /** Tokens under unknown keys make the gateway look no more often than this. */
    static final Duration KEYS_INTERVAL = Duration.ofSeconds(10);

    private final IssuerKeys keys;
    private final CallerRules rules;
    private final JwtAuthenticationProvider provider;

    /**
     * Takes whose tokens are believed; asks nobody yet.
     *
     * @throws InvalidSettingException if that is not said
     */
    JwtCallers(Jwt settings, CallerRules rules, IssuerKeys keys, Clock clock) {
        this(settings, rules, keys, clock, KEYS_LIFE, KEYS_INTERVAL);
    }

    /** Takes how long keys are used and how often they are looked at, too. */
    JwtCallers(Jwt settings, CallerRules rules, IssuerKeys keys, Clock clock, Duration life,
            Duration interval) {
        this.keys = keys;
        this.rules = rules;
        this.provider = new JwtAuthenticationProvider(
                decoder(required(settings), source(keys, life, interval), clock));
        provider.setJwtAuthenticationConverter(
                jwt -> new CallerAuthentication(callerOf(jwt.getClaims().get(settings.claim())),
                        Objects.requireNonNull(jwt.getExpiresAt()).plus(settings.clockSkew())));
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        try {
            return Objects.requireNonNull(provider.authenticate(presented));
        } catch (AuthenticationServiceException e) {
            if (keys.areKnown()) {
                // Another look at the issuer's keys was not possible or not due: it is none of
                // them.
                throw new BadCredentialsException("No known key", e);
            }
            throw e;
        } catch (IllegalArgumentException e) {
            throw new BadCredentialsException("No token", e);
        }
    }

    private Caller callerOf(@Nullable Object identity) throws AuthenticationException {
        Caller caller = identity instanceof String text ? rules.callerOf(text) : null;
        if (caller == null) {
            throw new UnknownCallerException();
        }
        return caller;
    }

    private static Jwt required(Jwt settings) {
        if (settings.issuer() == null) {
            throw missing("issuer", "Set it to what the claim iss of the tokens holds, exactly.");
        }
        if (settings.audience() == null) {
            throw missing("audience",
                    "Set it to a name that tokens for this gateway, and no others, have in aud.");
        }
        if (settings.jwksUri() != null) {
            requireSafe("jwks-uri", settings.jwksUri().toString());
        } else {
            requireSafe("issuer", settings.issuer());
        }
        if (settings.rules().isEmpty()) {
            throw missing("rules", "List the callers, each with match and projects.");
        }
        return settings;
    }

    /** Or anyone between here and there could say what the issuer's keys are. */
    private static void requireSafe(String name, String address) {
        if (!IssuerKeys.isSafe(address)) {
            throw new InvalidSettingException(
                    "llamagate.callers.jwt.%s is no address of https.".formatted(name),
                    "The issuer's keys are looked for there: set an https address, or"
                            + " llamagate.callers.jwt.jwks-uri to where they are instead.");
        }
    }

    private static InvalidSettingException missing(String name, String action) {
        return new InvalidSettingException(
                "llamagate.callers.mode is jwt, but llamagate.callers.jwt.%s is not set."
                        .formatted(name),
                action);
    }

    /** The issuer's keys, remembered; where it is away, those that it listed last. */
    static JWKSource<SecurityContext> source(IssuerKeys keys, Duration life,
            Duration interval) {
        JWKSourceBuilder<SecurityContext> source = JWKSourceBuilder.<SecurityContext>create(keys)
                .cache(life.toMillis(), KEYS_PATIENCE).refreshAheadCache(false)
                .rateLimited(interval.toMillis()).outageTolerantForever();
        long ahead = life.toMillis() * 2 / 5;
        if (ahead > KEYS_PATIENCE) {
            // By a thread of its own: an issuer that is away makes no caller wait.
            source.refreshAheadCache(ahead, true);
        }
        return source.build();
    }

    private static NimbusJwtDecoder decoder(Jwt settings, JWKSource<SecurityContext> source,
            Clock clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
        processor.setJWTClaimsSetVerifier((claims, _) -> {
            // Here as it is written; the validators below see it as an address, normalized.
            if (!Objects.equals(claims.getIssuer(), settings.issuer())) {
                throw new BadJWTException("Another issuer");
            }
        });
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        JwtTimestampValidator time = new JwtTimestampValidator(settings.clockSkew());
        time.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(time,
                new JwtClaimValidator<Instant>("exp", Objects::nonNull),
                new JwtClaimValidator<List<String>>("aud", audience -> audience != null
                        && audience.contains(settings.audience()))));
        return decoder;
    }
}
