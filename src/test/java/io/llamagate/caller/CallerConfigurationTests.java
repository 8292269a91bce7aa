package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.llamagate.caller.CallerProperties.Mode;
import io.llamagate.setting.InvalidSettingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;

class CallerConfigurationTests {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
    void needsNoModeOnThisMachineAlone(String address) throws UnknownHostException {
        InetAddress loopback = InetAddress.getByName(address);
        assertThatCode(() -> CallerConfiguration.requireMode(null, loopback))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "192.0.2.1", "::", "2001:db8::1", "fe80::1"})
    void refusesAnAddressThatOthersReachWithoutAMode(String address) throws UnknownHostException {
        InetAddress open = InetAddress.getByName(address);
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> CallerConfiguration.requireMode(null, open))
                .withMessage("The gateway is to listen on %s, where others reach it,"
                        + " but llamagate.callers.mode is not set.", open.getHostAddress());
    }

    @Test
    void refusesAllAddressesWithoutAMode() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> CallerConfiguration.requireMode(null, null))
                .withMessage("The gateway is to listen on all addresses, where others reach it,"
                        + " but llamagate.callers.mode is not set.");
    }

    @ParameterizedTest
    @EnumSource
    void letsAnyModeListenAnywhere(Mode mode) {
        assertThatCode(() -> CallerConfiguration.requireMode(mode, null))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesListedCallersWithoutAMode() {
        CallerProperties settings = new CallerProperties(null, Path.of("tokens.yml"),
                TestCallers.LIMIT, true, new CallerProperties.Jwt(null, null, null, Duration.ZERO,
                        null, null, "sub", List.of()),
                List.of());
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> CallerConfiguration.requireModeFor(settings))
                .withMessageContaining("llamagate.callers.mode is not set");
    }

    @Test
    void refusesToBelieveTheForwardedHeadersOfEveryone() {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> CallerConfiguration
                        .requireNamedProxies(ForwardHeadersStrategy.FRAMEWORK))
                .withMessageStartingWith("server.forward-headers-strategy is framework");
    }
}
