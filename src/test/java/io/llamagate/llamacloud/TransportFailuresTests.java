package io.llamagate.llamacloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolShutdownException;

class TransportFailuresTests {
    static final List<Arguments> WHAT_HAPPENED = List.of(
            Arguments.of(new PoolAcquirePendingLimitException(2000), Failure.OVERLOADED),
            Arguments.of(new PoolAcquireTimeoutException(Duration.ofSeconds(2)),
                    Failure.OVERLOADED),
            Arguments.of(new PoolShutdownException(), Failure.SHUTTING_DOWN),
            Arguments.of(new UnknownHostException("nowhere"), Failure.DNS_ERROR),
            Arguments.of(caused(new UnknownHostException("nowhere"), dnsTimeout()),
                    Failure.DNS_TIMEOUT),
            Arguments.of(new ConnectTimeoutException(), Failure.CONNECT_TIMEOUT),
            Arguments.of(new SslHandshakeTimeoutException("late"), Failure.CONNECT_TIMEOUT),
            Arguments.of(caused(new SSLHandshakeException("no"), new CertificateExpiredException()),
                    Failure.CERTIFICATE_REJECTED),
            Arguments.of(new SSLHandshakeException("no"), Failure.TLS_ERROR),
            Arguments.of(new DecoderException(new NotSslRecordException("http")),
                    Failure.TLS_ERROR),
            Arguments.of(new ConnectException("refused"), Failure.CONNECTION_REFUSED),
            Arguments.of(new NoRouteToHostException(), Failure.CONNECTION_REFUSED),
            Arguments.of(new DecompressionException("no gzip"), Failure.INVALID_BODY),
            Arguments.of(new TooLongHttpHeaderException(), Failure.INVALID_BODY),
            Arguments.of(new IllegalArgumentException("no HTTP"), Failure.INVALID_BODY),
            Arguments.of(new SocketException("reset"), Failure.CONNECTION_LOST),
            Arguments.of(new ClosedChannelException(), Failure.CONNECTION_LOST));

    @ParameterizedTest
    @FieldSource("WHAT_HAPPENED")
    void tellWhatHappened(Throwable exception, Failure expected) {
        assertThat(TransportFailures.of(exception)).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("WHAT_HAPPENED")
    void tellWhatHappenedWhereverItStandsInTheChain(Throwable exception, Failure expected) {
        assertThat(TransportFailures.of(wrapped(exception))).isEqualTo(expected);
    }

    @Test
    void leaveADefectADefect() {
        assertThat(TransportFailures.of(new NullPointerException())).isNull();
    }

    private static DnsNameResolverTimeoutException dnsTimeout() {
        return new DnsNameResolverTimeoutException(new InetSocketAddress(53),
                new DefaultDnsQuestion("nowhere.", DnsRecordType.A), "late");
    }

    private static Throwable caused(Exception exception, Exception cause) {
        return exception.initCause(cause);
    }

    private static Throwable wrapped(Throwable exception) {
        return new WebClientRequestException(new IllegalStateException(exception), HttpMethod.GET,
                URI.create("https://llama.example"), HttpHeaders.EMPTY);
    }
}
