package io.llamagate.caller;

import java.security.SecureRandom;
import java.util.Base64;

/** A fresh token for a caller, and what the gateway has to know of it. */
public final class NewToken {
    private static final int BYTES = 32;

    private NewToken() {
    }

    /** Two lines: the token, for its caller alone, and its hash, for the file of callers. */
    public static String create() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String token = "lg_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return "token:  %s%nsha256: %s%n".formatted(token, TokenHash.of(token));
    }
}
