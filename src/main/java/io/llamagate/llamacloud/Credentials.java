package io.llamagate.llamacloud;

import static java.util.concurrent.CompletableFuture.failedFuture;
import static java.util.concurrent.CompletableFuture.supplyAsync;

import io.llamagate.job.Failure;
import io.llamagate.job.Futures;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Purpose;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Makes calls with the API key of a name, within its limits. When LlamaCloud refuses the key and
 * the file holds another by now, makes the call again with that one, so that nobody sees a
 * rotation. Safe for use by many threads.
 */
final class Credentials {
    /** That the key is of no use: LlamaCloud said so just now, or a moment ago. */
    private static final Set<Failure> REFUSED = EnumSet.of(Failure.CREDENTIALS_REJECTED,
            Failure.KEY_REFUSED);

    /** How long a file may take, so that a fetch ends even if a mounted volume hangs. */
    private static final Duration FILE_PATIENCE = Duration.ofSeconds(1);

    /** A file that hangs would hold one of the few threads that carry the virtual ones. */
    private static final Executor READER = task -> Thread.ofPlatform().daemon().name("key-file")
            .start(task);

    private final ApiKeys keys;
    private final LimitsByKey limits;
    private final Map<KeyEntry, CompletableFuture<ApiKey>> readings = new ConcurrentHashMap<>();

    Credentials(ApiKeys keys, LimitsByKey limits) {
        this.keys = keys;
        this.limits = limits;
    }

    /**
     * What comes of a call; a {@link JobStatusException} if the key's limits do not allow it.
     *
     * @param name the name of the key to ask with
     * @param call makes it with a key, and tells the key's limits how it was answered
     */
    <T> CompletableFuture<T> with(String name, Purpose purpose,
            BiFunction<ApiKey, KeyLimits, CompletableFuture<T>> call) {
        KeyEntry entry = keys.entry(name);
        ApiKey key = entry.current();
        return with(key, purpose, call).exceptionallyCompose(exception -> isKeyRefused(exception)
                ? insteadOf(entry, key).thenCompose(other -> other.equals(key)
                        ? failedFuture(exception)
                        : with(other, purpose, call))
                : failedFuture(exception));
    }

    /** How long LlamaCloud throttles the key that the name has now; zero when it does not. */
    Duration pauseLeft(String name) {
        return limits.pauseLeft(keys.entry(name).current());
    }

    private <T> CompletableFuture<T> with(ApiKey key, Purpose purpose,
            BiFunction<ApiKey, KeyLimits, CompletableFuture<T>> call) {
        KeyLimits keyLimits = limits.of(key);
        try {
            keyLimits.admit(purpose);
        } catch (JobStatusException e) {
            return failedFuture(e);
        }
        return call.apply(key, keyLimits);
    }

    /** The key to use by now; the same if its file cannot be read in time. */
    private CompletableFuture<ApiKey> insteadOf(KeyEntry entry, ApiKey refused) {
        CompletableFuture<ApiKey> reading = readings.computeIfAbsent(entry,
                _ -> supplyAsync(() -> entry.insteadOf(refused), READER));
        return reading.whenComplete((_, _) -> readings.remove(entry, reading))
                .completeOnTimeout(refused, FILE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static boolean isKeyRefused(Throwable exception) {
        return Futures.cause(exception) instanceof JobStatusException refusal
                && REFUSED.contains(refusal.failure());
    }
}
