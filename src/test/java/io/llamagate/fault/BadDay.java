package io.llamagate.fault;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import reactor.netty.http.client.HttpClient;

/** A gateway whose callers poll warm jobs while its LlamaCloud fails and recovers. */
final class BadDay implements AutoCloseable {
    private static final Duration HEALTHY = Duration.ofMillis(2500);

    private final FickleNames names = new FickleNames();
    private final Fault fault;
    private final FaultyLlamaCloud llamaCloud;
    private final Gateway gateway;
    private final Pollers pollers;

    /** Starts the gateway; the rest is {@link #pass}. */
    BadDay(Fault fault, SSLContext tls) throws IOException {
        this.fault = fault;
        boolean secure = fault == Fault.SPEAKS_NO_TLS;
        this.llamaCloud = new FaultyLlamaCloud(secure ? tls : null);
        String host = fault == Fault.HAS_NO_NAME ? "llama.example" : "127.0.0.1";
        this.gateway = new Gateway(
                "%s://%s:%d".formatted(secure ? "https" : "http", host, llamaCloud.port()),
                context -> context.getBeanFactory().addBeanPostProcessor(new NamesFromTest()),
                "--llamagate.llamacloud.response-timeout=" + Fault.RESPONSE_TIMEOUT.toMillis()
                        + "ms");
        this.pollers = new Pollers(gateway.port());
    }

    /** Polls a healthy LlamaCloud, a failing one, and one that has recovered. */
    Outcome pass() throws IOException, InterruptedException {
        pollers.start();
        await().atMost(Duration.ofMinutes(1)).until(pollers::haveAllJobs);
        Thread.sleep(HEALTHY);
        long callsBefore = calls();
        long failsAt = System.nanoTime();
        names.fail(fault == Fault.HAS_NO_NAME);
        llamaCloud.fails(fault);
        Thread.sleep(fault.lasts());
        long callsWhileFailing = calls() - callsBefore;
        names.fail(false);
        long recoversAt = System.nanoTime();
        llamaCloud.recovers();
        Thread.sleep(fault.freshWithin().plusSeconds(1));
        pollers.end();
        return new Outcome(since(failsAt, pollers.polls()), since(failsAt, pollers.bare()),
                (double) callsWhileFailing / fault.lasts().toSeconds(),
                callsWhilePaused(failsAt), freshAfter(recoversAt), freshDue(recoversAt));
    }

    /** Within 3 s after the last pause, or as the fault says. */
    private Duration freshDue(long recoversAt) {
        if (fault.pause().isZero()) {
            return fault.freshWithin();
        }
        long last = llamaCloud.questions().stream().filter(at -> at - recoversAt < 0)
                .reduce((_, later) -> later).orElseThrow();
        Duration pauseLeft = fault.pause().minusNanos(recoversAt - last);
        return (pauseLeft.isNegative() ? Duration.ZERO : pauseLeft).plusSeconds(3);
    }

    private static List<Poll> since(long time, Collection<Poll> polls) {
        return polls.stream().filter(poll -> poll.at() - time >= 0).toList();
    }

    /** As the gateway and LlamaCloud count them: where it was not reached, only one of them can. */
    private long calls() {
        return Math.max(llamaCloud.questions().size(), attempts());
    }

    private long attempts() {
        return gateway.bean(MeterRegistry.class).find("llamagate.upstream.calls").timers()
                .stream().filter(BadDay::wasCall).mapToLong(Timer::count).sum();
    }

    private static boolean wasCall(Timer timer) {
        String result = timer.getId().getTag("result");
        return !"key-paused".equals(result) && !"key-refused".equals(result)
                && !"budget-spent".equals(result);
    }

    /** Those that came between the first 429 and the end of its pause, but were not under way. */
    private long callsWhilePaused(long failsAt) {
        if (fault.pause().isZero()) {
            return 0;
        }
        List<Long> questions = new ArrayList<>(llamaCloud.questions());
        long first = questions.stream().filter(at -> at - failsAt >= 0).findFirst().orElseThrow();
        long from = first + Duration.ofMillis(200).toNanos();
        long to = first + fault.pause().minusMillis(100).toNanos();
        return questions.stream().filter(at -> at - from > 0 && at - to < 0).count();
    }

    /** How long it took until every job was told anew. */
    private Duration freshAfter(long recoversAt) {
        return IntStream.range(0, Pollers.JOBS).mapToObj(job -> freshAfter(job, recoversAt))
                .max(Duration::compareTo).orElseThrow();
    }

    private Duration freshAfter(int job, long recoversAt) {
        return pollers.polls().stream()
                .filter(poll -> poll.job() == job && poll.madeAt() - recoversAt > 0)
                .mapToLong(Poll::end).min().stream()
                .mapToObj(end -> Duration.ofNanos(end - recoversAt)).findFirst()
                .orElse(Duration.ofDays(1));
    }

    @Override
    public void close() {
        pollers.close();
        llamaCloud.close();
        gateway.close();
    }

    private final class NamesFromTest implements BeanPostProcessor {
        @Override
        public @Nullable Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof HttpClient client && fault == Fault.HAS_NO_NAME
                    ? client.resolver(names)
                    : bean;
        }
    }

    /**
     * What came of it.
     *
     * @param polls those since LlamaCloud began to fail
     * @param bare what a bare server was asked meanwhile
     * @param callsPerSecond how often the gateway tried to ask while LlamaCloud failed
     * @param callsWhilePaused how often it did although LlamaCloud had throttled it
     * @param freshAfter how long after the recovery every job was told anew
     * @param freshDue how long that may take
     */
    record Outcome(List<Poll> polls, List<Poll> bare, double callsPerSecond, long callsWhilePaused,
            Duration freshAfter, Duration freshDue) {
        /** The time within which 99 of 100 polls were answered. */
        Duration p99() {
            return p99(polls);
        }

        /** The same of a server that does nothing. */
        Duration bareP99() {
            return p99(bare);
        }

        private static Duration p99(List<Poll> polls) {
            long[] times = polls.stream().mapToLong(Poll::nanos).sorted().toArray();
            return Duration.ofNanos(times[(int) Math.ceil(times.length * 0.99) - 1]);
        }
    }
}
