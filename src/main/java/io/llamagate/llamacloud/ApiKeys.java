package io.llamagate.llamacloud;

import io.llamagate.job.JobRef;
import io.llamagate.job.KeyNames;
import io.llamagate.job.Projects;
import io.llamagate.secret.FollowedFile;
import io.llamagate.setting.InvalidSettingException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/** The keys to ask with, by the names that {@link KeyNames} tells. Safe for use by many threads. */
class ApiKeys {
    private final Map<String, KeyEntry> entries = new TreeMap<>();

    /**
     * Takes the keys from the settings and the files that they name.
     *
     * @throws InvalidSettingException if there is no default key, or what is named holds none
     */
    ApiKeys(LlamaCloudProperties settings) {
        entries.put(JobRef.DEFAULT_KEY, defaultEntry(settings));
        settings.keys().forEach((scope, files) -> {
            String setting = "llamagate.llamacloud.keys." + scope;
            if (scope.equals(JobRef.DEFAULT_KEY)
                    || entries.keySet().stream().anyMatch(name -> isSame(name, scope))) {
                throw new InvalidSettingException(
                        "%s stands for the same as another key.".formatted(setting),
                        "Name each project or organization once; the default key is api-key.");
            }
            entries.put(scope, KeyEntry.of(scope, KeyEntry.file(setting + ".file", files.file()),
                    next(setting + ".next", files.next())));
        });
    }

    /** The key of a name. */
    KeyEntry entry(String name) {
        return Objects.requireNonNull(entries.get(name));
    }

    /** All of them by their names. */
    Map<String, KeyEntry> entries() {
        return entries;
    }

    /** The names other than the default. */
    KeyNames names() {
        return new KeyNames(entries.keySet().stream()
                .filter(name -> !name.equals(JobRef.DEFAULT_KEY)).toList());
    }

    /** Takes what the files hold now. */
    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void reload() {
        entries.values().forEach(KeyEntry::reload);
    }

    private static boolean isSame(String name, String scope) {
        return Projects.bare(name).equals(Projects.bare(scope));
    }

    private static KeyEntry defaultEntry(LlamaCloudProperties settings) {
        FollowedFile<ApiKey> next = next("llamagate.llamacloud.next-api-key-file",
                settings.nextApiKeyFile());
        Path file = settings.apiKeyFile();
        return file == null
                ? KeyEntry.of(JobRef.DEFAULT_KEY, fromSetting(settings.apiKey()), next)
                : KeyEntry.of(JobRef.DEFAULT_KEY, KeyEntry.file(
                        "llamagate.llamacloud.api-key-file (LLAMA_CLOUD_API_KEY_FILE)", file),
                        next);
    }

    private static @Nullable FollowedFile<ApiKey> next(String setting, @Nullable Path file) {
        return file == null ? null : KeyEntry.file(setting, file);
    }

    private static ApiKey fromSetting(@Nullable String key) {
        if (key == null) {
            throw new InvalidSettingException(
                    "The gateway has no LlamaCloud API key: llamagate.llamacloud.api-key is not"
                            + " set.",
                    """
                            Set one of
                              the environment variable LLAMA_CLOUD_API_KEY to the key, or
                              the environment variable LLAMA_CLOUD_API_KEY_FILE to a file \
                            that holds it.
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
