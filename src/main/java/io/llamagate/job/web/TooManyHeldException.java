package io.llamagate.job.web;

/** No more requests can be held open, in all or for this caller. */
final class TooManyHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The message is a sentence for the caller. */
    TooManyHeldException(String message) {
        super(message, null, false, false);
    }
}
