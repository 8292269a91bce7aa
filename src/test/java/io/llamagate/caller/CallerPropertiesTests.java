package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.caller.CallerProperties.Jwt;
import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.caller.CallerProperties.Mode;
import io.llamagate.caller.CallerProperties.Rule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class CallerPropertiesTests {
    private static final CallerProperties DEFAULTS = new CallerProperties(null, null,
            new Limit(1000, 2000), true, new Jwt(null, null, null, Duration.ofSeconds(30), null,
                    null, "sub", List.of()),
            List.of());
    private static final CallerProperties OTHERS = new CallerProperties(Mode.JWT,
            Path.of("/run/secrets/callers"), new Limit(5, 10), false,
            new Jwt("https://issuer.example", URI.create("https://issuer.example/keys"),
                    "llamagate", Duration.ofMinutes(1), Path.of("/run/ca.crt"),
                    Path.of("/run/token"), "client_id",
                    List.of(new Rule("system:serviceaccount:shop:*", "shop",
                            List.of("proj-1", "proj-2"), new Limit(7, 8)))),
            List.of(new Rule("CN=orders", null, List.of("*"), null)));

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Registration.class);

    @Test
    void haveDefaults() {
        runner.run(context -> assertThat(context.getBean(CallerProperties.class))
                .isEqualTo(DEFAULTS));
    }

    @Test
    void haveTheSameDefaultsInApplicationYml() {
        runner.withInitializer(new ConfigDataApplicationContextInitializer())
                .run(context -> assertThat(context.getBean(CallerProperties.class))
                        .isEqualTo(DEFAULTS));
    }

    @Test
    void takeBlankForAbsent() {
        named("mode=", "tokens-file= ", "jwt.issuer= ", "jwt.jwks-uri=", "jwt.audience= ",
                "jwt.ca-file=", "jwt.token-file= ")
                .run(context -> assertThat(context.getBean(CallerProperties.class))
                        .isEqualTo(DEFAULTS));
    }

    @Test
    void areFedByTheirNames() {
        named("mode=jwt", "tokens-file=/run/secrets/callers", "limit.requests-per-second=5",
                "limit.burst=10", "rate-limit-headers=false", "jwt.issuer=https://issuer.example",
                "jwt.jwks-uri=https://issuer.example/keys", "jwt.audience=llamagate",
                "jwt.clock-skew=1m", "jwt.ca-file=/run/ca.crt", "jwt.token-file=/run/token",
                "jwt.claim=client_id", "jwt.rules[0].match=system:serviceaccount:shop:*",
                "jwt.rules[0].name=shop", "jwt.rules[0].projects=proj-1,proj-2",
                "jwt.rules[0].limit.requests-per-second=7", "jwt.rules[0].limit.burst=8",
                "certificates[0].match=CN=orders", "certificates[0].name=",
                "certificates[0].projects=*")
                .run(context -> assertThat(context.getBean(CallerProperties.class))
                        .isEqualTo(OTHERS));
    }

    @ParameterizedTest
    @CsvSource({"open,OPEN", "token,TOKEN", "jwt,JWT", "certificate,CERTIFICATE"})
    void nameTheModes(String name, Mode mode) {
        named("mode=" + name).run(context -> assertThat(context.getBean(CallerProperties.class))
                .returns(mode, CallerProperties::mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode=none", "limit.requests-per-second=0",
        "limit.requests-per-second=1000001", "limit.requests-per-second=many", "limit.burst=0",
        "limit.burst=1000001", "rate-limit-headers=maybe", "jwt.clock-skew=-1s",
        "jwt.clock-skew=301s", "jwt.clock-skew=soon", "jwt.claim= ", "jwt.jwks-uri=http://["})
    void refuseAWrongValueByName(String setting) {
        assertRefused(setting.substring(0, setting.indexOf('=')), setting);
    }

    @ParameterizedTest
    @CsvSource({"match,name=x,projects=*", "match,match= ,projects=*", "projects,match=x,name=x",
        "projects,match=x,projects=", "limit.burst,match=x,limit.burst=0",
        "limit.requestsPerSecond,match=x,limit.requests-per-second=0"})
    void refuseAWrongRuleByItsName(String name, String first, String second) {
        assertRefused("jwt.rules[0]." + name, "jwt.rules[0]." + first, "jwt.rules[0]." + second);
        assertRefused("certificates[0]." + name, "certificates[0]." + first,
                "certificates[0]." + second);
    }

    private void assertRefused(String name, String... settings) {
        named(settings).run(context -> {
            assertThat(context).hasFailed();
            assertThat(Throwables.getStackTrace(context.getStartupFailure()).replace("-", ""))
                    .containsIgnoringCase("llamagate.callers." + name.replace("-", ""));
        });
    }

    private ApplicationContextRunner named(String... settings) {
        return runner.withPropertyValues(Arrays.stream(settings)
                .map(setting -> "llamagate.callers." + setting).toArray(String[]::new));
    }

    @EnableConfigurationProperties(CallerProperties.class)
    static class Registration {
    }
}
