package io.llamagate.llamacloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An API key of LlamaCloud's: one line of visible ASCII. Shows itself only by its fingerprint.
 *
 * @param value the key, for the Authorization header alone
 */
record ApiKey(String value) {
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]+");

    /** The rule in words. */
    static final String RULE = "one line of visible ASCII characters";

    /**
     * Takes a key with its line end, if it has one.
     *
     * @throws IllegalArgumentException without the text, if it is not a key
     */
    static ApiKey of(String text) {
        return new ApiKey(text.replaceFirst("\\r?\\n$", ""));
    }

    ApiKey {
        if (!VISIBLE_ASCII.matcher(value).matches()) {
            throw new IllegalArgumentException("A key is " + RULE);
        }
    }

    /**
     * The first 8 hexadecimal digits of the key's SHA-256: tells keys apart and gives none away.
     */
    String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(value.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ApiKey[" + fingerprint() + "]";
    }
}
