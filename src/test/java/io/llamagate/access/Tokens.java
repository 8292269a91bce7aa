package io.llamagate.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What stands in a file of callers. */
public final class Tokens {
    private Tokens() {
    }

    /** The hash of a token. */
    public static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes one of a caller for all projects, whose token is {@code token}. */
    static Path file(Path directory) throws IOException {
        return Files.writeString(directory.resolve("tokens.yml"), """
                callers:
                  - {name: one, sha256: ["%s"], projects: ["*"]}
                """.formatted(sha256("token")));
    }
}
