package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Purpose;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes calls with the API key of a name, within its limits. When LlamaCloud refuses the key and
 * the file holds another by now, makes the call again with that one, so that nobody sees a
 * rotation. Safe for use by many threads.
 */
final class Credentials {
    /** That the key is of no use: LlamaCloud said so just now, or a moment ago. */
    private static final Set<Failure> REFUSED = EnumSet.of(Failure.CREDENTIALS_REJECTED,
            Failure.KEY_REFUSED);

    private final ApiKeys keys;
    private final LimitsByKey limits;

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
    <T> Mono<T> with(String name, Purpose purpose, BiFunction<ApiKey, KeyLimits, Mono<T>> call) {
        KeyEntry entry = keys.entry(name);
        ApiKey key = entry.current();
        return with(key, purpose, call).onErrorResume(Credentials::isKeyRefused,
                refusal -> insteadOf(entry, key).flatMap(other -> with(other, purpose, call))
                        .switchIfEmpty(Mono.error(refusal)));
    }

    private <T> Mono<T> with(ApiKey key, Purpose purpose,
            BiFunction<ApiKey, KeyLimits, Mono<T>> call) {
        return Mono.defer(() -> {
            KeyLimits keyLimits = limits.of(key);
            keyLimits.admit(purpose);
            return call.apply(key, keyLimits);
        });
    }

    /** Another key, if there is one by now. */
    private static Mono<ApiKey> insteadOf(KeyEntry entry, ApiKey refused) {
        return Mono.fromSupplier(() -> entry.insteadOf(refused))
                .subscribeOn(Schedulers.boundedElastic()).filter(key -> !key.equals(refused));
    }

    private static boolean isKeyRefused(Throwable exception) {
        return exception instanceof JobStatusException refusal
                && REFUSED.contains(refusal.failure());
    }
}
