package io.llamagate.llamacloud;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings for a test; their timeouts are long enough for a busy machine. */
final class Settings {
    static final String KEY = "llx-secret-of-the-test";

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private Settings() {
    }

    static LlamaCloudProperties at(String baseUrl) {
        return withBaseUrl(baseUrl, false);
    }

    static LlamaCloudProperties at(String baseUrl, Duration connectTimeout,
            Duration responseTimeout) {
        return new LlamaCloudProperties(URI.create(baseUrl), KEY, null, false, connectTimeout,
                responseTimeout);
    }

    static LlamaCloudProperties withBaseUrl(String baseUrl, boolean allowPlainHttp) {
        return new LlamaCloudProperties(URI.create(baseUrl), KEY, null, allowPlainHttp, PATIENT,
                PATIENT);
    }

    static LlamaCloudProperties withKeyFile(String baseUrl, Path file) {
        return new LlamaCloudProperties(URI.create(baseUrl), KEY, file, false, PATIENT, PATIENT);
    }

    static LlamaCloudProperties withKey(@Nullable String key, @Nullable Path file) {
        return new LlamaCloudProperties(URI.create("https://llamacloud.example"), key, file, false,
                PATIENT, PATIENT);
    }
}
