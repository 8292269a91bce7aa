package io.llamagate.llamacloud;

import io.llamagate.secret.FollowedFile;
import io.llamagate.secret.UnusableFileException;
import io.llamagate.setting.InvalidSettingException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key under a name, and the one that takes over when LlamaCloud refuses it. A key from a file
 * follows the file: what it holds now is in use within seconds, and while it holds no key the last
 * good one stays. Safe for use by many threads.
 */
final class KeyEntry {
    private static final Logger audit = LoggerFactory.getLogger("llamagate.audit");
    private static final int MAX_BYTES = 8192;

    private final String name;
    private final @Nullable FollowedFile<ApiKey> file;
    private final @Nullable FollowedFile<ApiKey> next;
    private final @Nullable ApiKey fixed;
    private volatile @Nullable ApiKey refused;

    private KeyEntry(String name, @Nullable ApiKey fixed, @Nullable FollowedFile<ApiKey> file,
            @Nullable FollowedFile<ApiKey> next) {
        this.name = name;
        this.fixed = fixed;
        this.file = file;
        this.next = next;
        audit.atInfo().addKeyValue("event", "key-used").addKeyValue("key", name)
                .log("The API key {} ({}) asks LlamaCloud", current().fingerprint(), name);
    }

    /** One that never changes, but for its successor. */
    static KeyEntry of(String name, ApiKey key, @Nullable FollowedFile<ApiKey> next) {
        return new KeyEntry(name, key, null, next);
    }

    /** One that follows a file. */
    static KeyEntry of(String name, FollowedFile<ApiKey> file,
            @Nullable FollowedFile<ApiKey> next) {
        return new KeyEntry(name, null, file, next);
    }

    /**
     * A file that holds a key.
     *
     * @param setting its name, for the complaint
     * @throws InvalidSettingException if it holds none
     */
    static FollowedFile<ApiKey> file(String setting, Path path) {
        try {
            return new FollowedFile<>(path, MAX_BYTES, KeyEntry::parse);
        } catch (UnusableFileException e) {
            throw new InvalidSettingException(
                    "%s: the file %s %s.".formatted(setting, path, e.getMessage()),
                    "Write the API key into that file as %s, or name another file."
                            .formatted(ApiKey.RULE));
        }
    }

    /** The files that it follows. */
    Stream<FollowedFile<ApiKey>> files() {
        return Stream.of(file, next).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    /** The key to use now. */
    ApiKey current() {
        ApiKey first = first();
        return next != null && first.equals(refused) ? next.current() : first;
    }

    /** The key to use instead of one that LlamaCloud refused; the same if there is no other. */
    synchronized ApiKey insteadOf(ApiKey rejected) {
        if (current().equals(rejected)) {
            reload();
        }
        if (next != null && next.current().equals(rejected)) {
            // Both are refused: the first may have been so for a moment only.
            refused = null;
        } else if (next != null && first().equals(rejected) && !rejected.equals(refused)) {
            refused = rejected;
            audit.atError().addKeyValue("event", "key-refused").addKeyValue("key", name)
                    .log("LlamaCloud refuses the API key {} ({}); the next one, {}, takes over",
                            rejected.fingerprint(), name, current().fingerprint());
        }
        return current();
    }

    /** Takes what the files hold now, if they hold keys. */
    synchronized void reload() {
        ApiKey before = current();
        if (file != null) {
            file.reload();
        }
        if (next != null) {
            next.reload();
        }
        if (!current().equals(before)) {
            audit.atInfo().addKeyValue("event", "key-changed").addKeyValue("key", name)
                    .log("The API key ({}) changed from {} to {}", name, before.fingerprint(),
                            current().fingerprint());
        }
    }

    private ApiKey first() {
        return fixed != null ? fixed : Objects.requireNonNull(file).current();
    }

    private static ApiKey parse(String text) throws UnusableFileException {
        try {
            return ApiKey.of(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException("does not hold " + ApiKey.RULE);
        }
    }
}
