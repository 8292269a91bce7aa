package io.llamagate.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a token, which is all that is kept of it. Compared in constant time. */
final class TokenHash {
    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{64}");

    private final byte[] digest;

    private TokenHash(byte[] digest) {
        this.digest = digest;
    }

    /** That of a token. */
    static TokenHash of(String token) {
        try {
            return new TokenHash(MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The hash that 64 hexadecimal digits write, or null if they do not. */
    static @Nullable TokenHash parse(String hex) {
        return FORM.matcher(hex).matches() ? new TokenHash(HexFormat.of().parseHex(hex)) : null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenHash hash && MessageDigest.isEqual(digest, hash.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    /** As 64 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest);
    }
}
