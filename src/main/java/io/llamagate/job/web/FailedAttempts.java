package io.llamagate.job.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Tokens that were not valid, by the address they came from, of IPv6 by its network. Safe for use
 * by many threads.
 */
final class FailedAttempts {
    private static final int PER_MINUTE = 10;
    private static final int MOST_ADDRESSES = 10_000;

    private final LoadingCache<String, Bucket> allowances;

    FailedAttempts(TimeMeter time) {
        this.allowances = Caffeine.newBuilder().maximumSize(MOST_ADDRESSES)
                .expireAfterAccess(Duration.ofMinutes(1)).executor(Runnable::run)
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(PER_MINUTE).refillGreedy(PER_MINUTE,
                                Duration.ofMinutes(1)))
                        .withCustomTimePrecision(time).build());
    }

    /**
     * Counts one more.
     *
     * @return zero, or how long until the address may try again
     */
    Duration from(String address) {
        ConsumptionProbe probe = allowances.get(network(address)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Duration.ZERO
                : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /**
     * Who has one IPv6 address has the 64 bits that follow its network's (RFC 6177). A proxy may
     * give anything for an address.
     */
    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(v6.getAddress(), 0, Long.BYTES)
                    : address;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
