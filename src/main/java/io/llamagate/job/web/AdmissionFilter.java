package io.llamagate.job.web;

import io.llamagate.caller.Callers;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Admits whom Spring Security let pass; the fast lane admits those who were known. */
final class AdmissionFilter extends OncePerRequestFilter {
    private final Admission admission;
    private final Callers callers;

    AdmissionFilter(Admission admission, Callers callers) {
        this.admission = admission;
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws IOException, ServletException {
        if (admission.admit(
                callers.of(SecurityContextHolder.getContext().getAuthentication()), request,
                response)) {
            chain.doFilter(request, response);
        }
    }
}
