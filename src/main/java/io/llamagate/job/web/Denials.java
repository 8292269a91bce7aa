package io.llamagate.job.web;

import io.github.bucket4j.TimeMeter;
import io.llamagate.caller.Caller;
import io.llamagate.caller.UnknownCallerException;
import io.llamagate.job.Failure;
import io.llamagate.job.JobStatusException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/** Answers those who are not let in, and keeps a record. Safe for use by many threads. */
@Component
class Denials {
    private static final Duration UNTIL_KEYS_ARE_KNOWN = Duration.ofSeconds(10);

    private final ProblemWriter problems;
    private final GatewayProperties gateway;
    private final MeterRegistry registry;
    private final AuditTrail trail = new AuditTrail(TimeMeter.SYSTEM_NANOTIME);
    private final FailedAttempts failedAttempts = new FailedAttempts(TimeMeter.SYSTEM_NANOTIME);

    Denials(ProblemWriter problems, GatewayProperties gateway, MeterRegistry registry) {
        this.problems = problems;
        this.gateway = gateway;
        this.registry = registry;
    }

    /**
     * Answers a request of nobody whom the gateway knows. It does not know itself either: to refuse
     * its own token would look as if LlamaCloud had refused the key.
     */
    void unauthenticated(HttpServletRequest request, HttpServletResponse response,
            AuthenticationException cause) throws IOException {
        if (Asked.isOurOwn(request.getHeader(HttpHeaders.USER_AGENT))) {
            problems.write(request, response,
                    Failures.occurrence(new JobStatusException(Failure.LOOP)));
        } else if (cause instanceof UnknownCallerException) {
            deny(request, response, AuditTrail.NOBODY, Occurrence.of(Problem.CALLER_NOT_ALLOWED,
                    "No rule of the gateway lets the owner of this token ask."));
        } else if (cause instanceof AuthenticationServiceException) {
            write(request, response, AuditTrail.NOBODY, new Occurrence(Problem.CALLERS_UNVERIFIABLE,
                    "The keys of the tokens' issuer are not known yet.", null, null,
                    UNTIL_KEYS_ARE_KNOWN));
        } else {
            refuseToken(request, response);
        }
    }

    /** Answers a request that its caller may not send. */
    void deny(HttpServletRequest request, HttpServletResponse response, String caller,
            Occurrence occurrence) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
                "Bearer realm=\"%s\", error=\"insufficient_scope\"".formatted(gateway.name()));
        write(request, response, caller, occurrence);
    }

    /** Answers a page of an origin whose pages may not ask; no token would help it. */
    void denyOrigin(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(request, response, AuditTrail.NOBODY, Occurrence.of(Problem.CALLER_NOT_ALLOWED,
                "Web pages of this origin may not ask."));
    }

    /**
     * Answers a caller who has asked as often as it may.
     *
     * @param wait how long until it may ask again
     */
    void limit(HttpServletRequest request, HttpServletResponse response, String caller,
            Duration wait) throws IOException {
        write(request, response, caller, new Occurrence(Problem.RATE_LIMITED,
                "The limit of %s is reached.".formatted(caller), null, null, wait));
    }

    /** RFC 6750 section 3: what is missing, and what is wrong with what was sent. */
    private void refuseToken(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Caller admitted = Admission.callerIfAdmitted(request);
        boolean tried = String.valueOf(request.getHeader(HttpHeaders.AUTHORIZATION))
                .regionMatches(true, 0, "Bearer ", 0, "Bearer ".length());
        // A token that let its caller in was not guessed, though it is not valid any more.
        Duration wait = tried && admitted == null
                ? failedAttempts.from(request.getRemoteAddr())
                : Duration.ZERO;
        if (wait.isPositive()) {
            write(request, response, AuditTrail.NOBODY, new Occurrence(Problem.RATE_LIMITED,
                    "Too many tokens from this address were not valid.", null, null, wait));
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"%s\"%s".formatted(
                gateway.name(), tried ? ", error=\"invalid_token\"" : ""));
        write(request, response, admitted == null ? AuditTrail.NOBODY : admitted.name(),
                Occurrence.of(Problem.UNAUTHENTICATED, tried
                        ? "The bearer token is unknown, expired or not for this gateway."
                        : "The request has no bearer token."));
    }

    private void write(HttpServletRequest request, HttpServletResponse response, String caller,
            Occurrence occurrence) throws IOException {
        trail.denied(occurrence.problem().code(), caller, request.getRemoteAddr());
        registry.counter("llamagate.denied", "reason", occurrence.problem().code()).increment();
        problems.write(request, response, occurrence);
    }
}
