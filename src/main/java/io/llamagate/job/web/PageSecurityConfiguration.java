package io.llamagate.job.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Pages are for everyone; what they may load and do is bounded. */
@Configuration(proxyBeanMethods = false)
class PageSecurityConfiguration {
    /** Swagger UI styles its own elements; nothing else on a page is its own. */
    private static final String EXPLAINING = "default-src 'self'; img-src 'self' data:;"
            + " style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";

    /** The page that shows jobs loads its own files and asks the gateway. */
    private static final String WATCHING = "default-src 'none'; script-src 'self';"
            + " style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    /** What explains the gateway. */
    @Bean
    @Order(3)
    SecurityFilterChain pageChain(HttpSecurity http) {
        return open(http, EXPLAINING, "/problems", "/problems/**", "/v3/api-docs",
                "/v3/api-docs/**", "/v3/api-docs.yaml", "/swagger-ui.html", "/swagger-ui/**");
    }

    /** The page that shows jobs; its address names them, which is nobody else's business. */
    @Bean
    @Order(4)
    SecurityFilterChain watchChain(HttpSecurity http) {
        http.headers(headers -> headers
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)));
        return open(http, WATCHING, WatchPage.PATH, WatchPage.PATH + "/**");
    }

    private static SecurityFilterChain open(HttpSecurity http, String policy, String... paths) {
        return SecurityConfiguration.bare(http).securityMatcher(paths)
                .headers(headers -> headers
                        .cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .contentSecurityPolicy(directives -> directives.policyDirectives(policy)))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll()).build();
    }
}
