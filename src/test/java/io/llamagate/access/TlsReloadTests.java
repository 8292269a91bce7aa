package io.llamagate.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.llamagate.fault.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's certificate as a platform renews it: by a swap of symbolic links. */
class TlsReloadTests {
    @TempDir
    private Path directory;

    @Test
    void everyRenewedCertificateIsShownWithoutARestartAndHttp2IsSpoken() throws Exception {
        Path mounted = Files.createSymbolicLink(directory.resolve("gateway.p12"),
                Path.of("..data", "gateway.p12"));
        SSLContext first = trusting(renewed("one"));
        try (Gateway gateway = new Gateway("http://127.0.0.1:1",
                "--spring.ssl.bundle.jks.gateway.keystore.location=" + mounted.toUri(),
                "--spring.ssl.bundle.jks.gateway.keystore.password=" + Keystore.PASSWORD,
                "--spring.ssl.bundle.jks.gateway.reload-on-update=true",
                "--spring.ssl.bundle.watch.file.quiet-period=200ms",
                "--server.ssl.bundle=gateway")) {
            assertThat(shows(gateway, first)).isTrue();
            assertThat(protocol(gateway, first)).isEqualTo("h2");
            for (String next : new String[]{"two", "three"}) {
                SSLContext renewed = trusting(renewed(next));
                await().atMost(Duration.ofSeconds(20)).until(() -> shows(gateway, renewed));
            }
        }
    }

    /** As the kubelet does it: the new data aside, then one rename of the link to it. */
    private Keystore renewed(String name) throws Exception {
        Keystore keystore = Keystore.of(directory, name, "san=ip:127.0.0.1");
        Path data = Files.createTempDirectory(directory, "..");
        Files.copy(keystore.file(), data.resolve("gateway.p12"));
        Path link = Files.createSymbolicLink(directory.resolve("..data_tmp"), data.getFileName());
        Files.move(link, directory.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        return keystore;
    }

    private SSLContext trusting(Keystore expected) throws Exception {
        Path folder = Files.createTempDirectory(directory, "trust");
        return expected.context(Keystore.trusting(folder, expected));
    }

    /** What it agrees on with a client that speaks HTTP/2 too. */
    private static String protocol(Gateway gateway, SSLContext trusting) throws IOException {
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[]{"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getApplicationProtocol();
        }
    }

    private static boolean shows(Gateway gateway, SSLContext trusting) throws IOException {
        try (SSLSocket socket = (SSLSocket) trusting.getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.startHandshake();
            return true;
        } catch (SSLHandshakeException e) {
            return false;
        }
    }
}
