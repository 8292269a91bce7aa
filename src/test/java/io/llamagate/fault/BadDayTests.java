package io.llamagate.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.fault.BadDay.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Callers keep their answers on every bad day, and LlamaCloud is never hammered. */
class BadDayTests {
    private static final Logger log = LoggerFactory.getLogger(BadDayTests.class);
    private static final String PASSWORD = "changeit";
    private static final Map<Fault, Outcome> outcomes = new EnumMap<>(Fault.class);

    @TempDir
    private static Path directory;

    /** Four at once, since most of each is waiting; all are started before, as that is work. */
    @BeforeAll
    static void passAll() throws Exception {
        SSLContext tls = serverContext();
        Map<Fault, BadDay> days = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            days.put(fault, start(fault, tls));
        }
        Map<Fault, Future<Outcome>> passing = new EnumMap<>(Fault.class);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            days.forEach((fault, day) -> passing.put(fault, threads.submit(() -> {
                try (day) {
                    return day.pass();
                }
            })));
        }
        passing.forEach((fault, outcome) -> outcomes.put(fault, outcome.resultNow()));
        outcomes.forEach((fault, outcome) -> log.info(
                "{}: p99 {} ms (bare server {} ms), {} calls/s while failing, fresh after {} ms",
                fault,
                outcome.p99().toMillis(), outcome.bareP99().toMillis(),
                outcome.callsPerSecond(),
                outcome.freshAfter().toMillis()));
    }

    @ParameterizedTest
    @EnumSource
    void noCallerGetsAnythingBut200(Fault fault) {
        assertThat(outcome(fault).polls()).hasSizeGreaterThan(500)
                .allSatisfy(poll -> assertThat(poll.status()).isEqualTo(200));
    }

    /** Where the machine is so busy that a bare server is slow, the gateway may be too. */
    @ParameterizedTest
    @EnumSource
    void callersHardlyWait(Fault fault) {
        Duration bare = outcome(fault).bareP99();
        Duration slack = Collections.max(List.of(Duration.ofMillis(250), bare.multipliedBy(2)));
        assertThat(outcome(fault).p99().minus(bare)).isLessThan(slack);
    }

    @ParameterizedTest
    @EnumSource
    void llamaCloudIsAskedATrickle(Fault fault) {
        assertThat(outcome(fault).callsPerSecond()).isLessThanOrEqualTo(15);
        assertThat(outcome(fault).callsWhilePaused()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void answersAreSoonFreshAgain(Fault fault) {
        assertThat(outcome(fault).freshAfter()).isLessThanOrEqualTo(outcome(fault).freshDue());
    }

    private static Outcome outcome(Fault fault) {
        return Objects.requireNonNull(outcomes.get(fault));
    }

    /** The platform reads whom to trust from these properties when a client is built. */
    private static BadDay start(Fault fault, SSLContext tls) throws IOException {
        System.setProperty("javax.net.ssl.trustStore", store().toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try {
            return new BadDay(fault, tls);
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static SSLContext serverContext() throws Exception {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", "llama", "-keyalg",
                "EC", "-dname", "CN=llama", "-ext", "san=ip:127.0.0.1", "-storepass", PASSWORD,
                "-keystore", store().toString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        KeyManagerFactory keys = KeyManagerFactory
                .getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store().toFile(), PASSWORD.toCharArray()),
                PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static Path store() {
        return directory.resolve("llama.p12");
    }
}
