package io.llamagate.caller;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * Who may ask.
 *
 * @param mode how callers are told apart, or null for everyone on this machine
 * @param tokensFile the callers of mode token, or null
 * @param limit how much a caller may ask for whom nothing else is said
 * @param rateLimitHeaders whether answers tell what is left of the limit
 * @param jwt the callers of mode jwt
 * @param certificates the callers who are known by the certificate of their TLS connection
 */
@Validated
@ConfigurationProperties("llamagate.callers")
record CallerProperties(@Nullable Mode mode, @Nullable Path tokensFile,
        @DefaultValue @Valid Limit limit, @DefaultValue("true") boolean rateLimitHeaders,
        @DefaultValue @Valid Jwt jwt, @DefaultValue List<@Valid Rule> certificates) {
    /** Takes blank for absent. */
    CallerProperties {
        tokensFile = orAbsent(tokensFile);
    }

    /** How callers are told apart. */
    enum Mode {
        /** Not at all: everyone is one shared caller. */
        OPEN,
        /** By tokens of ours, from a file. */
        TOKEN,
        /** By tokens of an issuer that signs them. */
        JWT,
        /** By the certificates of their TLS connections alone. */
        CERTIFICATE
    }

    /**
     * How much a caller may ask. An answer that is not sent again, a 304, costs a fifth of a
     * request.
     *
     * @param requestsPerSecond how many requests a second brings, 1 to 1,000,000
     * @param burst how many requests can be saved up, 1 to 1,000,000
     */
    record Limit(@DefaultValue("1000") @Min(1) @Max(1_000_000) int requestsPerSecond,
            @DefaultValue("2000") @Min(1) @Max(1_000_000) int burst) {
    }

    /**
     * Whose tokens are believed, and who is meant.
     *
     * @param issuer who must have issued a token, exactly; its keys are found by OpenID discovery
     *        unless {@code jwksUri} is set
     * @param jwksUri where the issuer's keys are, or null
     * @param audience for whom a token must be issued, exactly
     * @param clockSkew how far the clocks of issuer and gateway may differ, at most 5 min
     * @param caFile certificates to trust when the keys are read, as PEM, or null for the JVM's
     * @param tokenFile a token to show when the keys are read, or null
     * @param claim the claim that names the caller
     * @param rules which callers there are; the first that matches counts
     */
    record Jwt(@Nullable String issuer, @Nullable URI jwksUri, @Nullable String audience,
            @DefaultValue("30s") @NotNull @DurationMin(seconds = 0) @DurationMax(
                    minutes = 5) Duration clockSkew,
            @Nullable Path caFile, @Nullable Path tokenFile,
            @DefaultValue("sub") @NotBlank String claim, @DefaultValue List<@Valid Rule> rules) {
        /** Takes blank for absent. */
        Jwt {
            issuer = StringUtils.hasText(issuer) ? issuer : null;
            audience = StringUtils.hasText(audience) ? audience : null;
            jwksUri = jwksUri != null && StringUtils.hasText(jwksUri.toString()) ? jwksUri : null;
            caFile = orAbsent(caFile);
            tokenFile = orAbsent(tokenFile);
        }
    }

    /**
     * Who a caller is.
     *
     * @param match the identity that a token or certificate gives; {@code *} at the end stands for
     *        anything
     * @param name what the caller is called, or null for its identity
     * @param projects whose jobs it may see: ids, or {@code *}
     * @param limit how much it may ask, or null for the common limit
     */
    record Rule(@NotBlank String match, @Nullable String name, @NotEmpty List<String> projects,
            @Nullable @Valid Limit limit) {
        /** Takes blank for absent. */
        Rule {
            name = StringUtils.hasText(name) ? name : null;
        }
    }

    private static @Nullable Path orAbsent(@Nullable Path file) {
        return file != null && StringUtils.hasText(file.toString()) ? file : null;
    }
}
