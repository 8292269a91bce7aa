package io.llamagate.llamacloud;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobId;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.JobStatuses;
import io.llamagate.job.Purpose;
import io.llamagate.job.Urgency;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The adapter as the gateway builds it, but for its settings. */
final class Adapter implements AutoCloseable {
    static final JobRef JOB = new JobRef(new JobId("bjb-1"), null, null);

    private final SimpleMeterRegistry calls = new SimpleMeterRegistry();
    private final ConnectionProvider connections;
    private final JobStatuses statuses;

    Adapter(LlamaCloudProperties settings) {
        this(settings, LlamaCloudConfiguration.connections());
    }

    Adapter(LlamaCloudProperties settings, ConnectionProvider connections) {
        this(settings, connections, http -> http);
    }

    private Adapter(LlamaCloudProperties settings, ConnectionProvider connections,
            UnaryOperator<HttpClient> change) {
        this.connections = connections;
        Credentials credentials = new Credentials(new ApiKeys(settings),
                new LimitsByKey(settings.budget(), TimeMeter.SYSTEM_NANOTIME, Clock.systemUTC()));
        HttpClient http = LlamaCloudConfiguration.http(connections, settings, "1.2.3");
        WebClient client = LlamaCloudConfiguration.client(WebClient.builder(),
                change.apply(http));
        this.statuses = LlamaCloudConfiguration.jobStatuses(
                new StatusCall(client, credentials, BaseUrl.of(settings),
                        settings.responseTimeout(), new CallTimers(calls), Clock.systemUTC()),
                settings, new Breaker(settings.breaker()),
                new FailureLog(TimeMeter.SYSTEM_NANOTIME));
    }

    /** One that asks this name server, for as long as it would ask the machine's. */
    static Adapter asking(DatagramSocket nameServer, LlamaCloudProperties settings) {
        DnsServerAddressStreamProvider servers = new SingletonDnsServerAddressStreamProvider(
                (InetSocketAddress) nameServer.getLocalSocketAddress());
        return new Adapter(settings, LlamaCloudConfiguration.connections(), http -> http
                .resolver(dns -> dns.queryTimeout(queryTimeout(http))
                        .dnsAddressResolverGroupProvider(names -> new DnsAddressResolverGroup(
                                names.nameServerProvider(servers)))));
    }

    private static Duration queryTimeout(HttpClient http) {
        return requireNonNull(http.configuration().getNameResolverProvider()).queryTimeout();
    }

    CompletableFuture<JobAnswer> ask(JobRef ref) {
        return ask(ref, Urgency.AWAITED);
    }

    CompletableFuture<JobAnswer> ask(JobRef ref, Urgency urgency) {
        return statuses.fetch(ref, new Purpose(urgency, null)).orTimeout(1, TimeUnit.MINUTES);
    }

    JobAnswer answer(JobRef ref) {
        return ask(ref).join();
    }

    JobAnswer answer() {
        return answer(JOB);
    }

    JobStatusException failure() {
        return failure(ask(JOB));
    }

    static JobStatusException failure(CompletableFuture<JobAnswer> question) {
        assertThat(question).failsWithin(Duration.ofMinutes(1));
        if (question.exceptionNow() instanceof JobStatusException failure) {
            return failure;
        }
        throw new AssertionError("A defect", question.exceptionNow());
    }

    void failsWith(Failure failure, @Nullable Integer upstreamStatus) {
        assertThat(failure()).returns(failure, JobStatusException::failure).returns(upstreamStatus,
                JobStatusException::upstreamStatus);
    }

    /** How many calls ended so. */
    long calls(String result) {
        return calls.timer("llamagate.upstream.calls", "result", result).count();
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
