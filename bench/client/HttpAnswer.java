package client;

import java.nio.charset.StandardCharsets;

/** An answer, received whole. */
public record HttpAnswer(int status, byte[] body) {
    /** The body when the answer is a 200; anything else throws. */
    public String text() {
        if (status != 200) {
            throw new IllegalStateException("Answered " + status + " instead of 200");
        }
        return new String(body, StandardCharsets.UTF_8);
    }
}
