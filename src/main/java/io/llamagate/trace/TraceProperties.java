package io.llamagate.trace;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where traces go, and how many there are.
 *
 * @param endpoint the address that takes spans as OTLP over HTTP, such as
 *        {@code http://collector:4318/v1/traces}, or null for no traces
 * @param samplingPercentage how many of the traces that begin here are sent, 0 to 100; a caller's
 *        trace is as the caller decided
 */
@Validated
@ConfigurationProperties("llamagate.traces")
record TraceProperties(@Nullable URI endpoint,
        @DefaultValue("10") @Min(0) @Max(100) int samplingPercentage) {
    /** Takes blank for absent and refuses what is no http or https address, or holds a password. */
    TraceProperties {
        if (endpoint != null && endpoint.toString().isBlank()) {
            endpoint = null;
        }
        if (endpoint != null && (endpoint.getHost() == null || endpoint.getRawUserInfo() != null
                || !String.valueOf(endpoint.getScheme()).matches("https?"))) {
            throw new IllegalArgumentException(
                    "llamagate.traces.endpoint must be an absolute http or https address without"
                            + " a user");
        }
    }
}
