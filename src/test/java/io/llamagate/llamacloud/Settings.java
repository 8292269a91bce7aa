package io.llamagate.llamacloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings for a test; their timeouts are long enough for a busy machine. */
final class Settings {
    static final String KEY = "llx-secret-of-the-test";

    static final LlamaCloudProperties.Budget AMPLE = new LlamaCloudProperties.Budget(10_000,
            Duration.ofSeconds(1), 100_000);

    static final LlamaCloudProperties.Breaker TOLERANT = new LlamaCloudProperties.Breaker(1000,
            100, Duration.ofSeconds(3));

    private static final String ELSEWHERE = "https://llamacloud.example";
    private static final Duration PATIENT = Duration.ofSeconds(20);

    private Settings() {
    }

    static LlamaCloudProperties at(String baseUrl) {
        return withBaseUrl(baseUrl, false);
    }

    static LlamaCloudProperties at(String baseUrl, Duration connectTimeout,
            Duration responseTimeout) {
        return settings(baseUrl, new Keys(KEY, null, null, Map.of()), false, connectTimeout,
                responseTimeout, AMPLE, TOLERANT);
    }

    static LlamaCloudProperties withBaseUrl(String baseUrl, boolean allowPlainHttp) {
        return settings(baseUrl, new Keys(KEY, null, null, Map.of()), allowPlainHttp, PATIENT,
                PATIENT, AMPLE, TOLERANT);
    }

    static LlamaCloudProperties withKeyFile(String baseUrl, Path file) {
        return settings(baseUrl, new Keys(KEY, file, null, Map.of()), false, PATIENT, PATIENT,
                AMPLE, TOLERANT);
    }

    static LlamaCloudProperties withKey(@Nullable String key, @Nullable Path file) {
        return withKeys(ELSEWHERE, new Keys(key, file, null, Map.of()));
    }

    static LlamaCloudProperties withNextKey(String key, Path next) {
        return withKeys(ELSEWHERE, new Keys(key, null, next, Map.of()));
    }

    static LlamaCloudProperties withNextKeyAt(String baseUrl, Path next) {
        return withKeys(baseUrl, new Keys(KEY, null, next, Map.of()));
    }

    static LlamaCloudProperties withKeys(Path file, Path next) {
        return withKeys(ELSEWHERE, new Keys(null, file, next, Map.of()));
    }

    static LlamaCloudProperties withKeyOf(String scope, Path file) {
        return withKeyOf(ELSEWHERE, scope, file);
    }

    static LlamaCloudProperties withKeyOf(String baseUrl, String scope, Path file) {
        return withKeys(baseUrl, new Keys(KEY, null, null,
                Map.of(scope, new LlamaCloudProperties.KeyFiles(file, null))));
    }

    static LlamaCloudProperties with(String baseUrl, LlamaCloudProperties.Budget budget,
            LlamaCloudProperties.Breaker breaker) {
        return settings(baseUrl, new Keys(KEY, null, null, Map.of()), false, PATIENT, PATIENT,
                budget, breaker);
    }

    private record Keys(@Nullable String key, @Nullable Path file, @Nullable Path next,
            Map<String, LlamaCloudProperties.KeyFiles> scoped) {
    }

    private static LlamaCloudProperties withKeys(String baseUrl, Keys keys) {
        return settings(baseUrl, keys, false, PATIENT, PATIENT, AMPLE,
                TOLERANT);
    }

    private static LlamaCloudProperties settings(String baseUrl, Keys keys,
            boolean allowPlainHttp, Duration connectTimeout, Duration responseTimeout,
            LlamaCloudProperties.Budget budget, LlamaCloudProperties.Breaker breaker) {
        return new LlamaCloudProperties(URI.create(baseUrl), keys.key(), keys.file(), keys.next(),
                keys.scoped(), allowPlainHttp, connectTimeout, responseTimeout, budget, breaker);
    }
}
