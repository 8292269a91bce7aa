package io.llamagate.caller;

import io.llamagate.caller.CallerProperties.Mode;
import io.llamagate.job.Projects;
import io.llamagate.secret.FollowedFile;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Who asks. Safe for use by many threads. */
public class Callers implements AuthenticationManager {
    private static final Logger audit = LoggerFactory.getLogger("llamagate.audit");
    private static final String SCHEME = "Bearer ";

    private final @Nullable Caller everyone;
    private final @Nullable AuthenticationManager tokens;
    private final CertificateCallers certificates;
    private final KnownCallers known;
    private final CallerLimits limits;
    private final boolean tellsLimits;

    /**
     * Takes how callers are told apart.
     *
     * @param tokens decides about tokens, or null if everyone may ask
     */
    Callers(CallerProperties settings, @Nullable AuthenticationManager tokens, KnownCallers known,
            CallerLimits limits) {
        this.everyone = tokens == null
                ? new Caller("everyone", Projects.ALL, settings.limit())
                : null;
        this.tokens = tokens;
        this.certificates = new CertificateCallers(
                new CallerRules(settings.certificates(), settings.limit()));
        this.known = known;
        this.limits = limits;
        this.tellsLimits = settings.rateLimitHeaders();
        audit.atInfo().addKeyValue("event", "callers").addKeyValue("mode", mode(settings))
                .log("Callers are told apart by mode {}", mode(settings));
    }

    /** Whether everyone may ask without saying who it is. */
    public boolean areEveryone() {
        return everyone != null;
    }

    /** The name of a caller, or null where callers are not told apart. */
    public @Nullable String nameOf(Caller caller) {
        return areEveryone() ? null : caller.name();
    }

    /** Whether answers tell what is left of a caller's limit. */
    public boolean tellLimits() {
        return tellsLimits;
    }

    /**
     * The caller who shows this, if no token needs a decision now; else null. A certificate counts
     * before a token, since SDKs always send one of these.
     *
     * @param certificate the one that its connection proved, or null if there is none
     * @param authorization the header, or null if there is none
     */
    public @Nullable Caller known(@Nullable X509Certificate certificate,
            @Nullable String authorization) {
        Caller tokenless = withoutToken(certificate);
        if (tokenless != null) {
            return tokenless;
        }
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        ? known.of(authorization.substring(SCHEME.length()))
                        : null;
    }

    /** Decides about a bearer token, and remembers the decision for a few seconds. */
    @Override
    public Authentication authenticate(Authentication presented) {
        if (tokens == null) {
            throw new BadCredentialsException("Nobody has a token here");
        }
        int since = known.epoch();
        Authentication caller = tokens.authenticate(presented);
        if (presented instanceof BearerTokenAuthenticationToken token
                && caller instanceof CallerAuthentication decided) {
            known.remember(token.getToken(), decided, since);
        }
        return caller;
    }

    /** The caller whose certificate it is, or null if it is nobody's here. */
    public @Nullable Authentication authenticate(X509Certificate certificate) {
        Caller caller = certificates.callerOf(certificate);
        return caller == null ? null : new CallerAuthentication(caller, Instant.MAX);
    }

    /**
     * Who a caller that was let in is by now, decided anew. May block for a moment.
     *
     * @param certificate what its connection proved, or null if there is none
     * @param authorization the header that its request showed, or null if there is none
     * @return null if it would not be let in any more
     */
    public @Nullable Caller current(Caller caller, @Nullable X509Certificate certificate,
            @Nullable String authorization) {
        Caller tokenless = withoutToken(certificate);
        if (tokenless != null) {
            return tokenless;
        }
        String token = authorization == null
                ? ""
                : authorization.substring(Math.min(SCHEME.length(), authorization.length()))
                        .strip();
        if (token.isEmpty()) {
            return null;
        }
        try {
            return authenticate(new BearerTokenAuthenticationToken(
                    token)) instanceof CallerAuthentication decided ? decided.caller() : null;
        } catch (AuthenticationServiceException e) {
            // Nobody can tell at the moment.
            return caller;
        } catch (AuthenticationException e) {
            return null;
        }
    }

    /** Everyone, or whose certificate it is; null if a token has to tell. */
    private @Nullable Caller withoutToken(@Nullable X509Certificate certificate) {
        return everyone != null || certificate == null
                ? everyone
                : certificates.callerOf(certificate);
    }

    /** The caller of a request that Spring Security let pass. */
    public Caller of(@Nullable Authentication authentication) {
        if (authentication instanceof CallerAuthentication caller) {
            return caller.caller();
        }
        if (everyone == null) {
            throw new IllegalStateException("Nobody was let in, yet someone is here");
        }
        return everyone;
    }

    /** What a caller may still ask. */
    public Allowance allowanceOf(Caller caller) {
        return limits.of(caller);
    }

    /** The file that lists them, if there is one. */
    List<? extends FollowedFile<?>> files() {
        return tokens instanceof TokenCallers callers ? List.of(callers.file()) : List.of();
    }

    /** Follows the file of tokens; who is no longer in it is out at once. */
    @Scheduled(fixedDelay = 5000)
    void reload() {
        if (tokens instanceof TokenCallers callers && callers.reload()) {
            known.forgetAll();
            audit.atInfo().addKeyValue("event", "tokens-changed")
                    .log("The file of callers changed");
        }
    }

    private static Mode mode(CallerProperties settings) {
        return settings.mode() == null ? Mode.OPEN : settings.mode();
    }
}
