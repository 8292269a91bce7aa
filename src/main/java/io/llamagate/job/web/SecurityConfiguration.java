package io.llamagate.job.web;

import io.llamagate.caller.Callers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** Which requests need a caller, and how Spring Security finds out who it is. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** Requests that the fast lane let in are through. */
    @Bean
    @Order(1)
    SecurityFilterChain admittedChain() {
        return new DefaultSecurityFilterChain(Admission::isAdmitted);
    }

    /** Kept private by the address of its port. */
    @Bean
    @Order(2)
    SecurityFilterChain managementChain(HttpSecurity http) {
        return bare(http).securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }

    /** All else takes a caller, unless everyone is one. */
    @Bean
    @Order(5)
    SecurityFilterChain callerChain(HttpSecurity http, Callers callers, Admission admission,
            Denials denials, GatewayProperties gateway) {
        bare(http).headers(AbstractHttpConfigurer::disable)
                .addFilterAfter(new AdmissionFilter(admission, callers), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint(denials::unauthenticated));
        if (!gateway.cors().origins().isEmpty()) {
            http.addFilterAt(corsFilter(gateway.cors().origins(), denials), CorsFilter.class);
        }
        if (callers.areEveryone()) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .build();
        }
        return http.addFilterAt(certificateFilter(callers, denials),
                AbstractPreAuthenticatedProcessingFilter.class)
                .addFilterAfter(bearerFilter(callers, denials),
                        AbstractPreAuthenticatedProcessingFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated()).build();
    }

    /** Each of its observations would cost as much as a whole answer. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /**
     * Spring Security would hand a caller's request and identity on to every step of a call to
     * LlamaCloud. But a call is the gateway's own (docs/decisions/0016), and that costs a tenth of
     * it.
     */
    @Bean
    static BeanDefinitionRegistryPostProcessor callsWithoutCallers() {
        return registry -> registry
                .removeBeanDefinition("securityReactorContextSubscriberRegistrar");
    }

    /** Paths and methods that the gateway answers in its own words are let through to it. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowNull(true);
        firewall.setAllowUrlEncodedLineFeed(true);
        firewall.setAllowUrlEncodedCarriageReturn(true);
        firewall.setAllowUrlEncodedLineSeparator(true);
        firewall.setAllowUrlEncodedParagraphSeparator(true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler rejectedRequests(ProblemWriter problems) {
        return (request, response, _) -> problems.write(request, response,
                ContainerProblems.of(400));
    }

    /** What every chain begins with: no session, and nothing that would need one. */
    static HttpSecurity bare(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    private static BearerTokenAuthenticationFilter bearerFilter(Callers callers, Denials denials) {
        BearerTokenAuthenticationConverter tokens = new BearerTokenAuthenticationConverter();
        // SDKs always send a token, also when a certificate has said already who it is.
        BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(callers,
                request -> SecurityContextHolder.getContext().getAuthentication() == null
                        ? tokens.convert(request)
                        : null);
        filter.setAuthenticationEntryPoint(denials::unauthenticated);
        filter.setAuthenticationFailureHandler(denials::unauthenticated);
        return filter;
    }

    private static AuthenticationFilter certificateFilter(Callers callers, Denials denials) {
        AuthenticationFilter filter = new AuthenticationFilter(
                (Authentication caller) -> caller, request -> ofCertificate(callers, request));
        filter.setSuccessHandler((_, _, _) -> {
            // The request goes on.
        });
        filter.setFailureHandler(denials::unauthenticated);
        return filter;
    }

    private static @Nullable Authentication ofCertificate(Callers callers,
            HttpServletRequest request) {
        X509Certificate certificate = Admission.certificate(request);
        return certificate == null ? null : callers.authenticate(certificate);
    }

    private static CorsFilter corsFilter(List<String> origins, Denials denials) {
        CorsFilter filter = new CorsFilter(cors(origins));
        filter.setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            public boolean processRequest(@Nullable CorsConfiguration configuration,
                    HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                boolean allowed = super.processRequest(configuration, request, response);
                if (!allowed) {
                    denials.denyOrigin(request, response);
                }
                return allowed;
            }

            @Override
            protected void rejectRequest(ServerHttpResponse response) {
                // Told above, as a problem.
            }
        });
        return filter;
    }

    private static UrlBasedCorsConfigurationSource cors(List<String> origins) {
        CorsConfiguration configuration = new CorsConfiguration();
        configuration.setAllowedOrigins(origins);
        configuration.setAllowedMethods(List.of("GET", "HEAD", "POST"));
        configuration.setAllowedHeaders(
                List.of("Authorization", "Cache-Control", "Content-Type",
                        "If-None-Match", "Last-Event-ID", "Prefer", "traceparent"));
        configuration.setExposedHeaders(List.of("Age", "Cache-Status", "ETag",
                "Preference-Applied", "Proxy-Status", "RateLimit", "RateLimit-Policy",
                "Retry-After"));
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", configuration);
        return source;
    }
}
