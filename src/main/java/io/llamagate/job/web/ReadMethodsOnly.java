package io.llamagate.job.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Spring would answer OPTIONS by itself, at every address and with itself in Allow; like any other
 * method, it is not one of ours.
 */
@Component
class ReadMethodsOnly implements HandlerInterceptor, WebMvcConfigurer {
    /** The methods of every address that names no others. */
    static final List<String> READ_METHODS = List.of("GET", "HEAD");

    private final ProblemWriter problems;

    ReadMethodsOnly(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response,
            Object handler) throws IOException {
        if (!request.getMethod().equals("OPTIONS") || isOurs(handler)) {
            return true;
        }
        problems.writeMethodNotAllowed(request, response, READ_METHODS);
        return false;
    }

    /** A controller with other methods says so itself; Spring's own handler is not mapped. */
    private static boolean isOurs(Object handler) {
        return handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(RequestMapping.class);
    }
}
