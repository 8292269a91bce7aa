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
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens that were not valid, by the address they came from, of IPv6 by its network. The log hears
 * of them at most once a second, so that nobody can fill it. Safe for use by many threads.
 */
final class FailedAttempts {
    private static final Logger audit = LoggerFactory.getLogger("llamagate.audit");

    private static final int PER_MINUTE = 10;
    private static final int MOST_ADDRESSES = 10_000;

    private final LoadingCache<String, Bucket> allowances;
    private final Bucket lines;
    private final LongAdder untold = new LongAdder();

    FailedAttempts(TimeMeter time) {
        this.allowances = Caffeine.newBuilder().maximumSize(MOST_ADDRESSES)
                .expireAfterAccess(Duration.ofMinutes(1)).executor(Runnable::run)
                .build(_ -> bucket(PER_MINUTE, Duration.ofMinutes(1), time));
        this.lines = bucket(1, Duration.ofSeconds(1), time);
    }

    /**
     * Counts one more.
     *
     * @return zero, or how long until the address may try again
     */
    Duration from(String address) {
        untold.increment();
        if (lines.tryConsume(1)) {
            audit.atWarn().addKeyValue("event", "token-refused").addKeyValue("address", address)
                    .addKeyValue("attempts", untold.sum())
                    .log("A token from {} is not valid; {} such attempts since the last line",
                            address, untold.sumThenReset());
        }
        ConsumptionProbe probe = allowances.get(network(address)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Duration.ZERO
                : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** Who has one IPv6 address has the 64 bits that follow its network's (RFC 6177). */
    private static String network(String address) {
        return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                ? HexFormat.of().formatHex(v6.getAddress(), 0, Long.BYTES)
                : address;
    }

    private static Bucket bucket(int capacity, Duration period, TimeMeter time) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                .withCustomTimePrecision(time).build();
    }
}
