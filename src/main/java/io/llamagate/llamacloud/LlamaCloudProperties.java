package io.llamagate.llamacloud;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.validation.annotation.Validated;

/**
 * How LlamaCloud is reached.
 *
 * @param baseUrl LlamaCloud's address, without the path of an API
 * @param apiKey the API key, or null; unchecked, so that no complaint about it can show it
 * @param apiKeyFile a file that holds the API key and wins over {@code apiKey}, or null
 * @param allowPlainHttp whether the key may travel over plain http to another host
 * @param connectTimeout the longest wait for a connection, its name look-up and its TLS handshake,
 *        each, 10 ms to 1 min
 * @param responseTimeout the longest silence before and within an answer, which may take
 *        {@code connectTimeout} longer in all, 10 ms to 5 min
 */
@Validated
@ConfigurationProperties("llamagate.llamacloud")
record LlamaCloudProperties(
        @DefaultValue("https://api.cloud.llamaindex.ai") @NotNull URI baseUrl,
        @Nullable String apiKey, @Nullable Path apiKeyFile,
        @DefaultValue("false") boolean allowPlainHttp,
        @DefaultValue("2s") @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1) Duration connectTimeout,
        @DefaultValue("10s") @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 5) Duration responseTimeout) {
    /** Takes blank for absent, as an unset environment variable leaves it. */
    LlamaCloudProperties {
        apiKey = StringUtils.hasText(apiKey) ? apiKey : null;
        apiKeyFile = apiKeyFile != null && StringUtils.hasText(apiKeyFile.toString())
                ? apiKeyFile
                : null;
    }

    @Override
    public String toString() {
        return "LlamaCloudProperties[baseUrl=%s]".formatted(baseUrl);
    }
}
