package io.llamagate.caller;

import org.springframework.security.core.AuthenticationException;

/** Who asks is known to the issuer, but is no caller of this gateway. */
public final class UnknownCallerException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    UnknownCallerException() {
        super("No rule for this caller");
    }
}
