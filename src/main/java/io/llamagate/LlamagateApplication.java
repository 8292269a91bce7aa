package io.llamagate;

import io.llamagate.caller.NewToken;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/** Starts the gateway. Every setting it takes stands in {@code application.yml}. */
@SpringBootApplication(exclude = {ErrorMvcAutoConfiguration.class,
    UserDetailsServiceAutoConfiguration.class})
@ConfigurationPropertiesScan
public class LlamagateApplication {
    private static final String NEW_TOKEN = "new-token";

    /**
     * Runs until the process is ended; arguments are settings, as in {@code --server.port=8080}.
     * With the one argument {@code new-token} it prints a token for a caller, and ends.
     */
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals(NEW_TOKEN)) {
            System.out.print(NewToken.create());
            return;
        }
        SpringApplication.run(LlamagateApplication.class, args);
    }
}
