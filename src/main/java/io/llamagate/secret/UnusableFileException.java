package io.llamagate.secret;

/**
 * A file does not hold what it should; the message is the rest of a sentence that begins with it.
 */
public final class UnusableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Takes the rest of the sentence, such as "is empty"; nothing of what the file holds. */
    public UnusableFileException(String message) {
        super(message);
    }
}
