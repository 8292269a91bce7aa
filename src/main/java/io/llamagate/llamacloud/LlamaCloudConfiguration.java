package io.llamagate.llamacloud;

import io.llamagate.job.JobStatuses;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContextBuilder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.Connection;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/** Puts the client together: one place for its pool, its limits and its headers. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class LlamaCloudConfiguration {
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_WAITING = 2000;

    /** Shorter than the 60 s after which common load balancers drop an idle connection. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    /** Connections follow a change of LlamaCloud's address within this time. */
    private static final Duration MAX_LIFE = Duration.ofMinutes(5);

    @Bean
    ApiKeys apiKeys(LlamaCloudProperties settings) {
        return new ApiKeys(settings);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionProvider llamaCloudConnections(LlamaCloudProperties settings) {
        return connections(settings);
    }

    @Bean
    JobStatuses llamaCloudJobStatuses(WebClient.Builder builder, ConnectionProvider connections,
            LlamaCloudProperties settings, ApiKeys keys, MeterRegistry registry,
            ObjectProvider<BuildProperties> build) {
        String version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return jobStatuses(builder, connections, settings, keys, new CallTimers(registry),
                version);
    }

    static ConnectionProvider connections(LlamaCloudProperties settings) {
        return ConnectionProvider.builder("llamacloud").maxConnections(MAX_CONNECTIONS)
                .pendingAcquireMaxCount(MAX_WAITING)
                .pendingAcquireTimeout(settings.connectTimeout()).maxIdleTime(MAX_IDLE)
                .maxLifeTime(MAX_LIFE).evictInBackground(MAX_IDLE).lifo().build();
    }

    static JobStatuses jobStatuses(WebClient.Builder builder, ConnectionProvider connections,
            LlamaCloudProperties settings, ApiKeys keys, CallTimers timers, String version) {
        WebClient client = builder.clone()
                .clientConnector(new ReactorClientHttpConnector(http(connections, settings)))
                .defaultHeader(HttpHeaders.USER_AGENT, JobStatuses.PRODUCT + "/" + version)
                .defaultHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE)
                .filter(new Credentials(keys)).build();
        Duration deadline = settings.connectTimeout().plus(settings.responseTimeout());
        return new LlamaCloudJobStatuses(client, BaseUrl.of(settings), deadline, Clock.systemUTC(),
                timers);
    }

    private static HttpClient http(ConnectionProvider connections, LlamaCloudProperties settings) {
        int connectMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        GenericSslContextSpec<SslContextBuilder> http11 = Http11SslContextSpec.forClient();
        return HttpClient.create(connections).compress(true).followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectMillis)
                .resolver(dns -> dns.queryTimeout(settings.connectTimeout()))
                .secure(tls -> tls.sslContext(http11).handshakeTimeout(settings.connectTimeout()))
                .responseTimeout(settings.responseTimeout())
                .doOnResponse(LlamaCloudConfiguration::closeAfterInterim);
    }

    /**
     * An interim answer is taken for the final one, which is still to come on that connection: the
     * next question must not find it there (RFC 9110 section 15.2).
     */
    private static void closeAfterInterim(HttpClientResponse response, Connection connection) {
        if (response.status().code() < 200) {
            connection.markPersistent(false);
        }
    }
}
