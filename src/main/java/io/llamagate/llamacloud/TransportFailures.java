package io.llamagate.llamacloud;

import io.llamagate.job.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolShutdownException;

/** Tells from an exception of the HTTP client what happened on the way to LlamaCloud. Pure. */
final class TransportFailures {
    private record Rule(Class<? extends Throwable> type, Failure failure) {
    }

    /**
     * The first rule that fits anything in the chain of causes wins: the most telling come first.
     */
    private static final List<Rule> RULES = List.of(
            new Rule(PoolAcquirePendingLimitException.class, Failure.OVERLOADED),
            new Rule(PoolAcquireTimeoutException.class, Failure.OVERLOADED),
            new Rule(PoolShutdownException.class, Failure.SHUTTING_DOWN),
            new Rule(DnsNameResolverTimeoutException.class, Failure.DNS_TIMEOUT),
            new Rule(UnknownHostException.class, Failure.DNS_ERROR),
            new Rule(ConnectTimeoutException.class, Failure.CONNECT_TIMEOUT),
            new Rule(SslHandshakeTimeoutException.class, Failure.CONNECT_TIMEOUT),
            new Rule(CertificateException.class, Failure.CERTIFICATE_REJECTED),
            new Rule(SSLException.class, Failure.TLS_ERROR),
            new Rule(ConnectException.class, Failure.CONNECTION_REFUSED),
            new Rule(NoRouteToHostException.class, Failure.CONNECTION_REFUSED),
            new Rule(DecoderException.class, Failure.INVALID_BODY),
            new Rule(IOException.class, Failure.CONNECTION_LOST),
            // Netty and Spring find fault so with a line, a header or a chunk that is not HTTP.
            new Rule(IllegalArgumentException.class, Failure.INVALID_BODY));

    private TransportFailures() {
    }

    /** What happened, or null if the exception is no failure of the transport but a defect. */
    static @Nullable Failure of(Throwable exception) {
        for (Rule rule : RULES) {
            for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
                if (rule.type().isInstance(cause)) {
                    return rule.failure();
                }
            }
        }
        return null;
    }
}
