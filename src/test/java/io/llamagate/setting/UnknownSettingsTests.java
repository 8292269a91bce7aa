package io.llamagate.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.fault.Gateway;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@ExtendWith(OutputCaptureExtension.class)
class UnknownSettingsTests {
    @ParameterizedTest
    @ValueSource(strings = {"llamagate.cache.activ-ttl", "llamagate.callers.jwt.rules[0].project",
        "llamagate.llamacloud.keys.proj-1.fil", "llamagate.modes"})
    void stopTheStartAndAreNamed(String name) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new Gateway("http://127.0.0.1:1", "--" + name + "=x").close())
                .withMessage("There is no setting %s.", name);
    }

    @Test
    void areWarnedOfWhereTheyAreEnvironmentVariables(CapturedOutput output) {
        look("LLAMAGATE_CACHE_ACTIV_TTL");
        assertThat(output)
                .contains("There is no setting for the environment variable LLAMAGATE_CACHE_ACTIV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LLAMAGATE_SERVICE_HOST", "LLAMAGATE_SERVICE_PORT_HTTP",
        "LLAMAGATE_PORT", "LLAMAGATE_PORT_8080_TCP_ADDR", "LLAMAGATE_MANAGEMENT_SERVICE_PORT"})
    void areNotWhatKubernetesTellsOfAService(String name, CapturedOutput output) {
        look(name);
        assertThat(output).doesNotContain(name);
    }

    private static void look(String variable) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().replace(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new MapPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        Map.of(variable, "x")));
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("environment", environment);
        new UnknownSettings().postProcessBeanFactory(beans);
    }
}
