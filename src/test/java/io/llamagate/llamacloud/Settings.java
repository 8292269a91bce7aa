package io.llamagate.llamacloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings for a test; their timeouts are long enough for a busy machine. */
final class Settings {
    static final String KEY = "llx-secret-of-the-test";

    static final LlamaCloudProperties.Budget AMPLE = new LlamaCloudProperties.Budget(10_000,
            Duration.ofSeconds(1), 100_000);

    static final LlamaCloudProperties.Breaker TOLERANT = new LlamaCloudProperties.Breaker(1000,
            100, Duration.ofSeconds(3));

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private Settings() {
    }

    static LlamaCloudProperties at(String baseUrl) {
        return withBaseUrl(baseUrl, false);
    }

    static LlamaCloudProperties at(String baseUrl, Duration connectTimeout,
            Duration responseTimeout) {
        return new LlamaCloudProperties(URI.create(baseUrl), KEY, null, false, connectTimeout,
                responseTimeout, AMPLE, TOLERANT);
    }

    static LlamaCloudProperties withBaseUrl(String baseUrl, boolean allowPlainHttp) {
        return new LlamaCloudProperties(URI.create(baseUrl), KEY, null, allowPlainHttp, PATIENT,
                PATIENT, AMPLE, TOLERANT);
    }

    static LlamaCloudProperties withKeyFile(String baseUrl, Path file) {
        return new LlamaCloudProperties(URI.create(baseUrl), KEY, file, false, PATIENT, PATIENT,
                AMPLE, TOLERANT);
    }

    static LlamaCloudProperties withKey(@Nullable String key, @Nullable Path file) {
        return new LlamaCloudProperties(URI.create("https://llamacloud.example"), key, file, false,
                PATIENT, PATIENT, AMPLE, TOLERANT);
    }

    static LlamaCloudProperties with(String baseUrl, LlamaCloudProperties.Budget budget,
            LlamaCloudProperties.Breaker breaker) {
        return new LlamaCloudProperties(URI.create(baseUrl), KEY, null, false, PATIENT, PATIENT,
                budget, breaker);
    }
}
