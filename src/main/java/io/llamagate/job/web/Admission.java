package io.llamagate.job.web;

import io.llamagate.caller.Allowance;
import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Lets callers in as often as they may ask. Safe for use by many threads. */
@Component
class Admission {
    static final String CALLER = Admission.class.getName() + ".caller";
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Callers callers;
    private final Denials denials;

    Admission(Callers callers, Denials denials) {
        this.callers = callers;
        this.denials = denials;
    }

    /**
     * Takes a request from the caller's limit, or answers that nothing is left of it.
     *
     * @return whether the caller is in
     */
    boolean admit(Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        return admit(caller, 1, request, response);
    }

    private boolean admit(Caller caller, int requests, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        Allowance allowance = callers.allowanceOf(caller);
        Duration wait = allowance.take(requests);
        if (callers.tellLimits()) {
            response.setHeader("RateLimit-Policy", allowance.policy());
            response.setHeader("RateLimit", allowance.left());
        }
        if (wait.isPositive()) {
            denials.limit(request, response, caller.name(), wait);
            return false;
        }
        request.setAttribute(CALLER, caller);
        return true;
    }

    /**
     * Takes what a request asks beyond its first job, or answers that so much is not left.
     *
     * @param jobs how many more it asks about
     * @return whether it may go on
     */
    boolean admitMore(Caller caller, int jobs, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        return jobs == 0 || admit(caller, jobs, request, response);
    }

    /**
     * Who the caller of this request is by now, decided anew at each look, which may block for a
     * moment; null if it would not be let in any more. Serves beyond the end of the request.
     */
    Supplier<@Nullable Caller> asOfNow(HttpServletRequest request) {
        Caller caller = caller(request);
        X509Certificate certificate = certificate(request);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return () -> callers.current(caller, certificate, authorization);
    }

    /**
     * Makes sure that who was let in with this request would be let in still, as who it is by now.
     *
     * @throws AuthenticationException if it would not
     */
    void admitStill(HttpServletRequest request) {
        Caller caller = asOfNow(request).get();
        if (caller == null) {
            throw new BadCredentialsException("Not let in any more");
        }
        request.setAttribute(CALLER, caller);
    }

    /** Gives back what an answer does not cost that was not sent anew. */
    void settle(HttpServletRequest request, HttpServletResponse response) {
        if (response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED
                && request.getAttribute(CALLER) instanceof Caller caller) {
            callers.allowanceOf(caller).giveBack();
        }
    }

    /** The certificate that the connection of this request proved, or null if there is none. */
    static @Nullable X509Certificate certificate(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain
                && chain.length > 0 ? chain[0] : null;
    }

    /** Whether somebody was let in with this request. */
    static boolean isAdmitted(HttpServletRequest request) {
        return callerIfAdmitted(request) != null;
    }

    /** Who was let in with this request, or null if nobody was. */
    static @Nullable Caller callerIfAdmitted(HttpServletRequest request) {
        return (Caller) request.getAttribute(CALLER);
    }

    /** Who was let in with this request. */
    static Caller caller(HttpServletRequest request) {
        return Objects.requireNonNull(callerIfAdmitted(request));
    }
}
