package io.llamagate.caller;

import java.time.Instant;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * A caller whom Spring Security has let in. Holds no credentials.
 */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final Instant until;

    /**
     * Takes who it is.
     *
     * @param until when what proved it ends
     */
    CallerAuthentication(Caller caller, Instant until) {
        super(List.of());
        this.caller = caller;
        this.until = until;
        setAuthenticated(true);
    }

    Caller caller() {
        return caller;
    }

    Instant until() {
        return until;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.name();
    }
}
