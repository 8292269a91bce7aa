package io.llamagate.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys and certificates in a file, made by the JDK's own tool. */
record Keystore(Path file) {
    static final String PASSWORD = "changeit";

    /** One with a key of a name, and the certificate for it that nobody else signed. */
    static Keystore of(Path directory, String name, String extension) throws Exception {
        Path file = directory.resolve(name + ".p12");
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext",
                extension, "-storepass", PASSWORD, "-keystore", file.toString());
        return new Keystore(file);
    }

    /** One that trusts the certificates of others. */
    static Keystore trusting(Path directory, Keystore... others) throws Exception {
        Path file = directory.resolve("trust-" + others.length + ".p12");
        for (Keystore other : others) {
            Path certificate = Files.createTempFile(directory, "", ".pem");
            keytool("-exportcert", "-rfc", "-alias", other.name(), "-storepass", PASSWORD,
                    "-keystore", other.file().toString(), "-file", certificate.toString());
            keytool("-importcert", "-noprompt", "-alias", other.name(), "-storepass", PASSWORD,
                    "-keystore", file.toString(), "-file", certificate.toString());
        }
        return new Keystore(file);
    }

    /** Shows the key of this, if it has one, to those whom the other trusts. */
    SSLContext context(Keystore trust) throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory
                .getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(), PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory
                .getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust.load());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private String name() {
        return Objects.toString(file.getFileName()).replace(".p12", "");
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
