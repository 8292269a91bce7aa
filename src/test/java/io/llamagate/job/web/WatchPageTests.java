package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.watch.WatchProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest(controllers = WatchPage.class,
        excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = FastLane.class))
@EnableConfigurationProperties({GatewayProperties.class, WatchProperties.class})
@Import({ProblemWriter.class, Denials.class, PageSecurityConfiguration.class,
    WatchPageTests.Surroundings.class})
class WatchPageTests {
    @Autowired
    private MockMvcTester gateway;

    @TestConfiguration
    @EnableWebSecurity
    static class Surroundings {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @ParameterizedTest
    @CsvSource({"/watch,text/html;charset=UTF-8", "/watch?ids=bjb-1,text/html;charset=UTF-8",
        "/watch/watch.css,text/css;charset=UTF-8", "/watch/main.js,text/javascript;charset=UTF-8",
        "/watch/icon.svg,image/svg+xml"})
    void hasFilesOfSeveralTypes(String path, String type) {
        assertThat(gateway.get().uri(path)).hasStatusOk().hasContentType(type)
                .hasHeader("X-Content-Type-Options", "nosniff");
    }

    @Test
    void mayOnlyLoadItsOwnFilesAndAskTheGateway() {
        assertThat(gateway.get().uri("/watch")).hasHeader("Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                        + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'")
                .hasHeader("Referrer-Policy", "no-referrer");
    }

    @Test
    void hasNoScriptOrStyleThatItsPolicyForbids() {
        assertThat(gateway.get().uri("/watch")).bodyText()
                .doesNotContain("<style", " style=", " on",
                        "://")
                .containsOnlyOnce("<script").contains("<script type=\"module\" src=\"watch/");
    }

    @Test
    void isAskedForAgainOnlyWhenItHasChanged() {
        MvcTestResult first = gateway.get().uri("/watch/main.js").exchange();
        assertThat(first).hasHeader("Cache-Control", "no-cache");
        assertThat(gateway.get().uri("/watch/main.js").header("If-None-Match",
                String.valueOf(first.getResponse().getHeader("ETag")))).hasStatus(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/watch/nope.js", "/watch/index.html", "/watch/", "/watch/a/main.js"})
    void hasNoOtherFiles(String path) {
        assertThat(gateway.get().uri(path)).hasStatus(404);
    }

    @ParameterizedTest
    @CsvSource({"/watch,POST", "/watch,OPTIONS", "/watch/main.js,DELETE"})
    void isOnlyRead(String path, String method) {
        assertThat(gateway.method(HttpMethod.valueOf(method)).uri(path)).hasStatus(405)
                .hasHeader("Allow", "GET, HEAD").bodyJson().extractingPath("$.code")
                .isEqualTo("method-not-allowed");
    }

    @Test
    void answersHeadAsGet() {
        assertThat(gateway.head().uri("/watch")).hasStatusOk()
                .hasContentType("text/html;charset=UTF-8");
    }

    @Nested
    @TestPropertySource(properties = "llamagate.watch.page=false")
    class SwitchedOff {
        @ParameterizedTest
        @CsvSource({"/watch,GET", "/watch,POST", "/watch/main.js,GET"})
        void isNotThere(String path, String method) {
            assertThat(gateway.method(HttpMethod.valueOf(method)).uri(path)).hasStatus(404)
                    .bodyJson().extractingPath("$.code").isEqualTo("not-found");
        }
    }
}
