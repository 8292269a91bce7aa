package io.llamagate.llamacloud;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that holds an API key. It is read whole at every look: a mounted secret changes by a swap
 * of symbolic links, which neither the file's time nor a watch on it shows reliably.
 *
 * @param path where it is
 */
record ApiKeyFile(Path path) {
    private static final int MAX_BYTES = 8192;

    /**
     * The key that the file holds now.
     *
     * @throws UnusableException if it holds none
     */
    ApiKey read() throws UnusableException {
        String text;
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnusableException("is larger than %d bytes".formatted(MAX_BYTES));
            }
            text = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnusableException(Files.exists(path) ? "cannot be read" : "does not exist");
        }
        if (text.isBlank()) {
            throw new UnusableException("is empty");
        }
        try {
            return ApiKey.of(text);
        } catch (IllegalArgumentException e) {
            throw new UnusableException("does not hold " + ApiKey.RULE);
        }
    }

    /** The file holds no key; the message is the rest of a sentence that begins with the file. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnusableException(String message) {
            super(message);
        }
    }
}
