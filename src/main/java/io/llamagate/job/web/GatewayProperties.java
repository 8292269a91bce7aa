package io.llamagate.job.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the gateway presents itself.
 *
 * @param name what the gateway calls itself in Cache-Status and Proxy-Status, a token of RFC 9651
 *        section 3.3.4: a name of this deployment, not of the product
 * @param problems how problems are presented
 * @param cors which web pages of other origins may ask
 */
@Validated
@ConfigurationProperties("llamagate")
record GatewayProperties(
        @DefaultValue("llamagate") @Pattern(regexp = "[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]{0,63}",
                message = "must be a token: a letter, then letters, digits or any of"
                        + " !#$%&'*+.^_`|~:/-, 64 at most") String name,
        @DefaultValue @Valid Problems problems, @DefaultValue @Valid Cors cors) {
    /**
     * Which web pages may ask.
     *
     * @param origins their origins, as browsers send them; none by default
     */
    record Cors(@DefaultValue List<String> origins) {
    }

    /**
     * How problems are presented.
     *
     * @param baseUri the absolute address under which callers reach the gateway, which links in
     *        problems begin with, or null for relative links
     */
    record Problems(@Nullable URI baseUri) {
        /** Takes blank for absent and refuses what is no absolute http or https address. */
        Problems {
            if (baseUri != null && baseUri.toString().isBlank()) {
                baseUri = null;
            }
            if (baseUri != null && (baseUri.getHost() == null
                    || !String.valueOf(baseUri.getScheme()).matches("https?")
                    || baseUri.getRawQuery() != null || baseUri.getRawFragment() != null)) {
                throw new IllegalArgumentException(
                        "llamagate.problems.base-uri must be an absolute http or https address"
                                + " without query and fragment");
            }
        }

        /** The address of a page of ours. */
        String link(String path) {
            return baseUri == null ? path : baseUri.toString().replaceFirst("/+$", "") + path;
        }
    }
}
