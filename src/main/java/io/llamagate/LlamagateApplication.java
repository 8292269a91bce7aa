package io.llamagate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;

/** Starts the gateway. Every setting it takes stands in {@code application.yml}. */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
@ConfigurationPropertiesScan
public class LlamagateApplication {
    /**
     * Runs until the process is ended; arguments are settings, as in {@code --server.port=8080}.
     */
    public static void main(String[] args) {
        SpringApplication.run(LlamagateApplication.class, args);
    }
}
