package io.llamagate.llamacloud;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
 * @param nextApiKeyFile a file with the key that takes over when LlamaCloud refuses the first, or
 *        null
 * @param keys files with further keys, by the id of the project or organization they are for
 * @param allowPlainHttp whether the key may travel over plain http to another host
 * @param connectTimeout the longest wait for a connection, its TLS handshake and the answer of a
 *        name server, each, 10 ms to 1 min; a look-up may ask several servers and names in turn
 * @param responseTimeout the longest that an answer may take once it was asked for, 10 ms to 5 min,
 *        to within 100 ms; a fetch may take 2 s longer in all
 * @param budget how much may be asked
 * @param breaker when to stop asking because LlamaCloud fails
 */
@Validated
@ConfigurationProperties("llamagate.llamacloud")
record LlamaCloudProperties(
        @DefaultValue("https://api.cloud.llamaindex.ai") @NotNull URI baseUrl,
        @Nullable String apiKey, @Nullable Path apiKeyFile, @Nullable Path nextApiKeyFile,
        @DefaultValue Map<String, @Valid KeyFiles> keys,
        @DefaultValue("false") boolean allowPlainHttp,
        @DefaultValue("2s") @NotNull @DurationMin(millis = 10) @DurationMax(
                minutes = 1) Duration connectTimeout,
        @DefaultValue("10s") @NotNull @DurationMin(millis = 10) @DurationMax(
                minutes = 5) Duration responseTimeout,
        @DefaultValue @Valid Budget budget, @DefaultValue @Valid Breaker breaker) {
    /**
     * Where the keys of a project or organization are.
     *
     * @param file a file that holds the key
     * @param next a file with the key that takes over when LlamaCloud refuses the first, or null
     */
    record KeyFiles(@NotNull Path file, @Nullable Path next) {
    }

    /**
     * How much may be asked with one key.
     *
     * @param calls how many calls a period brings, 1 to 10,000
     * @param period how long a period is, 1 s to 1 d
     * @param burst how many calls can be saved up, 1 to 100,000
     */
    record Budget(@DefaultValue("50") @Min(1) @Max(10_000) int calls,
            @DefaultValue("1s") @NotNull @DurationMin(seconds = 1) @DurationMax(
                    days = 1) Duration period,
            @DefaultValue("100") @Min(1) @Max(100_000) int burst) {
    }

    /**
     * When to stop asking because LlamaCloud fails.
     *
     * @param calls how many of the last calls count, 1 to 1,000
     * @param failurePercentage how many of them have to fail, 1 to 100
     * @param openFor how long nothing is asked then, 100 ms to 5 min
     */
    record Breaker(@DefaultValue("20") @Min(1) @Max(1000) int calls,
            @DefaultValue("50") @Min(1) @Max(100) int failurePercentage,
            @DefaultValue("3s") @NotNull @DurationMin(millis = 100) @DurationMax(
                    minutes = 5) Duration openFor) {
    }

    /** Takes blank for absent, as an unset environment variable leaves it. */
    LlamaCloudProperties {
        apiKey = StringUtils.hasText(apiKey) ? apiKey : null;
        apiKeyFile = orAbsent(apiKeyFile);
        nextApiKeyFile = orAbsent(nextApiKeyFile);
    }

    private static @Nullable Path orAbsent(@Nullable Path file) {
        return file != null && StringUtils.hasText(file.toString()) ? file : null;
    }

    @Override
    public String toString() {
        return "LlamaCloudProperties[baseUrl=%s]".formatted(baseUrl);
    }
}
