package io.llamagate.llamacloud;

import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.llamagate.job.JobStatuses;
import io.llamagate.job.KeyNames;
import io.llamagate.secret.FileMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/** Puts the client together: one place for its pool, its limits and its headers. */
@Configuration(proxyBeanMethods = false)
class LlamaCloudConfiguration {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_WAITING = 2000;

    /** The longest that a call waits for one of the connections. */
    private static final Duration QUEUEING = Duration.ofSeconds(2);

    /** Shorter than the 60 s after which common load balancers drop an idle connection. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    /** Connections follow a change of LlamaCloud's address within this time. */
    private static final Duration MAX_LIFE = Duration.ofMinutes(5);

    @Bean
    ApiKeys apiKeys(LlamaCloudProperties settings) {
        return new ApiKeys(settings);
    }

    @Bean
    KeyNames keyNames(ApiKeys keys) {
        return keys.names();
    }

    @Bean(destroyMethod = "dispose")
    ConnectionProvider llamaCloudConnections() {
        return connections();
    }

    @Bean
    HttpClient llamaCloudHttpClient(ConnectionProvider connections, LlamaCloudProperties settings,
            ObjectProvider<BuildProperties> build) {
        return http(connections, settings,
                build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev"));
    }

    @Bean
    LimitsByKey limitsByKey(LlamaCloudProperties settings) {
        return new LimitsByKey(settings.budget(), TimeMeter.SYSTEM_NANOTIME, Clock.systemUTC());
    }

    @Bean
    Breaker breaker(LlamaCloudProperties settings) {
        return new Breaker(settings.breaker());
    }

    @Bean
    FailureLog failureLog() {
        return new FailureLog(TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    MeterBinder breakerMetrics(Breaker breaker) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breaker.registry());
    }

    @Bean
    KeyMeters keyMeters(ApiKeys keys, LimitsByKey limits, MeterRegistry registry) {
        return new KeyMeters(keys, limits, registry);
    }

    @Bean
    MeterBinder keyFiles(ApiKeys keys) {
        return new FileMeters(
                keys.entries().values().stream().flatMap(KeyEntry::files).toList());
    }

    @Bean
    JobStatuses llamaCloudJobStatuses(WebClient.Builder builder, HttpClient http,
            LlamaCloudProperties settings, ApiKeys keys, LimitsByKey limits, Breaker breaker,
            FailureLog log, MeterRegistry registry) {
        StatusCall call = new StatusCall(client(builder, http),
                new Credentials(keys, limits), BaseUrl.of(settings), settings.responseTimeout(),
                new CallTimers(registry), Clock.systemUTC());
        return jobStatuses(call, settings, breaker, log);
    }

    static ConnectionProvider connections() {
        return connections(MAX_IDLE);
    }

    /** Ends a connection that nobody uses for so long, whether or not there is a next question. */
    static ConnectionProvider connections(Duration maxIdle) {
        return ConnectionProvider.builder("llamacloud").maxConnections(MAX_CONNECTIONS)
                .pendingAcquireMaxCount(MAX_WAITING).pendingAcquireTimeout(QUEUEING)
                .maxIdleTime(maxIdle).maxLifeTime(MAX_LIFE).evictInBackground(maxIdle).lifo()
                .metrics(true).build();
    }

    static HttpClient http(ConnectionProvider connections, LlamaCloudProperties settings,
            String version) {
        int connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        GenericSslContextSpec<SslContextBuilder> http11 = Http11SslContextSpec.forClient();
        return HttpClient.create(connections).compress(true).followRedirect(false)
                // Here they cost a request nothing; WebClient would merge them into each one's own.
                .headers(headers -> headers
                        .set(HttpHeaders.USER_AGENT, JobStatuses.PRODUCT + "/" + version)
                        .set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE))
                // Retries are decided and counted in one place.
                .disableRetry(true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .resolver(dns -> dns.queryTimeout(settings.connectTimeout()))
                .secure(tls -> tls.sslContext(http11).handshakeTimeout(settings.connectTimeout()))
                .doOnChannelInit((_, channel, _) -> channel.pipeline()
                        .addBefore(NettyPipeline.ReactiveBridge, null, new CloseOnError()))
                .doOnResponse(LlamaCloudConfiguration::requireFinal);
    }

    static WebClient client(WebClient.Builder builder, HttpClient http) {
        return builder.clone().clientConnector(new ReactorClientHttpConnector(http))
                // Each would copy its request; CallTimers counts calls and times them.
                .observationRegistry(ObservationRegistry.NOOP).build();
    }

    static JobStatuses jobStatuses(StatusCall call, LlamaCloudProperties settings,
            Breaker breaker, FailureLog log) {
        Retries retries = new Retries(TimeMeter.SYSTEM_NANOTIME, new Random());
        return new LlamaCloudJobStatuses(call, breaker, retries, log,
                settings.responseTimeout().plus(QUEUEING));
    }

    /**
     * An interim answer is taken for the final one, which is still to come on that connection: the
     * next question must not find it there (RFC 9110 section 15.2). Nor what follows an answer that
     * cannot have a body (RFC 9112 section 6.3). What has no status of three digits is no answer
     * (RFC 9110 section 15), and would make Spring fail where nobody reads the body.
     */
    private static void requireFinal(HttpClientResponse response, Connection connection) {
        int status = response.status().code();
        if (status < 100 || status > 999) {
            var _ = connection.channel().close();
            throw new IllegalArgumentException("not a status");
        }
        if (status < 200 || status == 204 || status == 304) {
            connection.markPersistent(false);
        }
    }
}
