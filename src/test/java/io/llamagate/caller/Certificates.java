package io.llamagate.caller;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes certificates that sign themselves. */
final class Certificates {
    static final String PASSWORD = "changeit";

    private final Path directory;

    Certificates(Path directory) {
        this.directory = directory;
    }

    /** Makes one, with its key, in a store; an empty list of alternative names is none. */
    void make(String name, String subject, String alternativeNames)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", subject, "-storepass",
                PASSWORD, "-keystore", store(name).toString()));
        if (!alternativeNames.isEmpty()) {
            command.addAll(List.of("-ext", "san=" + alternativeNames));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** The store of one. */
    Path store(String name) {
        return directory.resolve(name + ".p12");
    }

    /** One itself. */
    X509Certificate get(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray());
        return (X509Certificate) store.getCertificate(name);
    }

    /** One itself, as a platform mounts it. */
    String pem(String name) throws IOException, GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(get(name).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
