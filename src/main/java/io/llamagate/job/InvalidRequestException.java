package io.llamagate.job;

/**
 * The caller asked for something that cannot be a job. The message is a sentence for the caller: it
 * names the parameter and the rule, and never repeats the value.
 */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Takes the sentence that the caller will read. */
    public InvalidRequestException(String message) {
        super(message, null, false, false);
    }
}
