package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer.NotFound;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The key goes to nobody but the host that a trusted certificate names. */
class TlsTests {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path directory;

    @RegisterExtension
    private static final MockLlamaCloud plainHttp = new MockLlamaCloud();

    @BeforeAll
    static void makeCertificates() throws Exception {
        makeCertificate("this-host", "san=ip:127.0.0.1");
        makeCertificate("another-host", "san=dns:another.example");
    }

    @Test
    void asksTheHostThatATrustedCertificateNames() throws Exception {
        try (RawServer server = serverWith("this-host");
                Adapter adapter = asking(server, "this-host")) {
            assertThat(adapter.answer()).isEqualTo(new NotFound());
        }
    }

    @Test
    void rejectsATrustedCertificateOfAnotherHost() throws Exception {
        try (RawServer server = serverWith("another-host");
                Adapter adapter = asking(server, "another-host")) {
            adapter.failsWith(Failure.CERTIFICATE_REJECTED, null);
        }
    }

    @Test
    void rejectsACertificateThatItDoesNotTrust() throws Exception {
        try (RawServer server = serverWith("this-host");
                Adapter adapter = asking(server, "another-host")) {
            adapter.failsWith(Failure.CERTIFICATE_REJECTED, null);
        }
    }

    @Test
    void failsWhereNobodySpeaksTls() {
        String url = "https://127.0.0.1:" + plainHttp.getPort();
        try (Adapter adapter = new Adapter(Settings.at(url))) {
            adapter.failsWith(Failure.TLS_ERROR, null);
        }
    }

    private static RawServer serverWith(String certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(store(certificate).toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory
                .getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return new RawServer("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n",
                tls.getServerSocketFactory());
    }

    /** The platform reads these properties when the client is built. */
    private static Adapter asking(RawServer server, String trusted) {
        System.setProperty("javax.net.ssl.trustStore", store(trusted).toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try {
            return new Adapter(Settings.at("https://" + server.address()));
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    private static void makeCertificate(String name, String host) throws Exception {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", "llama", "-keyalg",
                "EC", "-dname", "CN=llama", "-ext", host, "-storepass", PASSWORD, "-keystore",
                store(name).toString()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static Path store(String certificate) {
        return directory.resolve(certificate + ".p12");
    }
}
