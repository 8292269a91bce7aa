package io.llamagate.llamacloud;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The key to ask with. A key from a file follows the file: what it holds now is in use within
 * seconds, and while it holds no key the last good one stays. Safe for use by many threads.
 */
class ApiKeys {
    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);

    private final @Nullable ApiKeyFile file;
    private volatile ApiKey current;
    private @Nullable String complaint;

    /**
     * Takes the key from the file if one is set, else from the setting.
     *
     * @throws InvalidSettingException if there is no key, or none that could be one
     */
    ApiKeys(LlamaCloudProperties settings) {
        this.file = settings.apiKeyFile() == null ? null : new ApiKeyFile(settings.apiKeyFile());
        this.current = file == null ? fromSetting(settings.apiKey()) : fromFile(file);
        log.info("Asking LlamaCloud with the API key {}", current.fingerprint());
    }

    /** The key to use now. */
    ApiKey current() {
        return current;
    }

    /** The key to use instead of one that LlamaCloud refused; the same if there is no other. */
    ApiKey insteadOf(ApiKey refused) {
        if (current.equals(refused)) {
            reload();
        }
        return current;
    }

    /** Takes the key that the file holds now, if it holds one. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    synchronized void reload() {
        if (file == null) {
            return;
        }
        try {
            ApiKey read = file.read();
            complaint = null;
            if (!read.equals(current)) {
                log.info("The API key changed from {} to {}", current.fingerprint(),
                        read.fingerprint());
                current = read;
            }
        } catch (ApiKeyFile.UnusableException e) {
            if (!String.valueOf(e.getMessage()).equals(complaint)) {
                complaint = e.getMessage();
                log.warn("The API key file {} {}; the key {} stays in use", file.path(), complaint,
                        current.fingerprint());
            }
        }
    }

    private static ApiKey fromFile(ApiKeyFile file) {
        try {
            return file.read();
        } catch (ApiKeyFile.UnusableException e) {
            throw new InvalidSettingException(
                    "llamagate.llamacloud.api-key-file (LLAMA_CLOUD_API_KEY_FILE): the file %s %s."
                            .formatted(file.path(), e.getMessage()),
                    "Write the API key into that file as %s, or name another file."
                            .formatted(ApiKey.RULE));
        }
    }

    private static ApiKey fromSetting(@Nullable String key) {
        if (key == null) {
            throw new InvalidSettingException(
                    "The gateway has no LlamaCloud API key: llamagate.llamacloud.api-key is not set.",
                    """
                            Set one of
                              the environment variable LLAMA_CLOUD_API_KEY to the key, or
                              the environment variable LLAMA_CLOUD_API_KEY_FILE to a file that holds it.
                            To try the gateway without a key, beside a simulated LlamaCloud:
                              mvn spring-boot:test-run""");
        }
        try {
            return ApiKey.of(key);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(
                    "llamagate.llamacloud.api-key (LLAMA_CLOUD_API_KEY) is not %s."
                            .formatted(ApiKey.RULE),
                    "Set it to the key alone, without quotes or spaces.");
        }
    }
}
