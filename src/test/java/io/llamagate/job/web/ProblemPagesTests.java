package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.util.HtmlUtils;

@WebMvcTest(controllers = ProblemPages.class,
        excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = FastLane.class))
@EnableConfigurationProperties(GatewayProperties.class)
@Import({ProblemWriter.class, Denials.class})
class ProblemPagesTests {
    @Autowired
    private MockMvcTester gateway;

    @TestConfiguration
    static class Meters {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sayOfEveryProblemWhatItMeansAndWhatToDo(Problem problem) {
        assertThat(gateway.get().uri(problem.path()).accept("application/json")).hasStatusOk()
                .hasContentType("text/html;charset=UTF-8").bodyText()
                .satisfies(page -> assertThat(HtmlUtils.htmlUnescape(page)).contains(
                        problem.title(), problem.code(), problem.meaning(), problem.remedy()));
    }

    @Test
    void listAllProblems() {
        assertThat(gateway.get().uri("/problems")).hasStatusOk().bodyText()
                .contains(Arrays.stream(Problem.values()).map(Problem::code).toList());
    }

    @Test
    void areNotThereForUnknownCodes() {
        assertThat(gateway.get().uri("/problems/no-such-problem")).hasStatus(404).bodyJson()
                .extractingPath("$.code").isEqualTo("not-found");
    }
}
