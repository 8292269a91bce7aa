package io.llamagate.caller;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.TimeMeter;
import io.llamagate.caller.CallerProperties.Mode;
import io.llamagate.job.KeyNames;
import io.llamagate.secret.FileMeters;
import io.llamagate.setting.InvalidSettingException;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.InetAddress;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties.ForwardHeadersStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import tools.jackson.databind.json.JsonMapper;

/** Puts together what tells callers apart. */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {
    @Bean
    Callers callers(CallerProperties settings, ServerProperties server, JsonMapper json) {
        requireMode(settings.mode(), server.getAddress());
        requireModeFor(settings);
        requireNamedProxies(server.getForwardHeadersStrategy());
        return new Callers(settings, tokens(settings, json),
                new KnownCallers(Clock.systemUTC(), Ticker.systemTicker()),
                new CallerLimits(TimeMeter.SYSTEM_NANOTIME));
    }

    @Bean
    MeterBinder callersFile(Callers callers) {
        return new FileMeters(callers.files());
    }

    @Bean
    ProjectAccess projectAccess(KeyNames keys) {
        return new ProjectAccess(keys);
    }

    private static @Nullable AuthenticationManager tokens(CallerProperties settings,
            JsonMapper json) {
        return switch (settings.mode()) {
            case TOKEN -> new TokenCallers(settings);
            case JWT -> new JwtCallers(settings.jwt(),
                    new CallerRules(settings.jwt().rules(), settings.limit()),
                    new IssuerKeys(settings.jwt(), json), Clock.systemUTC());
            case CERTIFICATE -> _ -> {
                throw new BadCredentialsException("Tokens are not looked at");
            };
            case OPEN -> null;
            case null -> null;
        };
    }

    /** Who lists callers means them to be asked for. */
    static void requireModeFor(CallerProperties settings) {
        if (settings.mode() == null && (settings.tokensFile() != null
                || settings.jwt().issuer() != null || !settings.certificates().isEmpty())) {
            throw new InvalidSettingException(
                    "Callers are listed under llamagate.callers, but llamagate.callers.mode is not"
                            + " set.",
                    "Set it to token, jwt or certificate; or to open, where everyone may ask.");
        }
    }

    /** Failed attempts are counted by address, which nobody may forge. */
    static void requireNamedProxies(@Nullable ForwardHeadersStrategy strategy) {
        if (strategy == ForwardHeadersStrategy.FRAMEWORK) {
            throw new InvalidSettingException(
                    "server.forward-headers-strategy is framework, which believes the X-Forwarded"
                            + " headers of everyone.",
                    "Set it to native, and server.tomcat.remoteip.internal-proxies to the addresses"
                            + " of your proxies.");
        }
    }

    /** Nobody opens the gateway to a network by forgetting something. */
    static void requireMode(@Nullable Mode mode, @Nullable InetAddress address) {
        if (mode == null && (address == null || !address.isLoopbackAddress())) {
            String where = address == null ? "all addresses" : address.getHostAddress();
            throw new InvalidSettingException(
                    "The gateway is to listen on " + where
                            + ", where others reach it, but llamagate.callers.mode is not set.",
                    """
                            Set llamagate.callers.mode (LLAMAGATE_CALLERS_MODE) to one of
                              token: callers show tokens that llamagate.callers.tokens-file lists
                              jwt: callers show tokens of the issuer llamagate.callers.jwt.issuer
                              certificate: callers show certificates that \
                            llamagate.callers.certificates lists
                              open: everyone who reaches the port may ask with LlamaCloud's key
                            or server.address to 127.0.0.1.""");
        }
    }
}
