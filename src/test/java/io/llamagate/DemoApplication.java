package io.llamagate;

import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Starts the gateway beside a simulated LlamaCloud: no key, no network. */
class DemoApplication {
    private static final Logger log = LoggerFactory.getLogger(DemoApplication.class);

    public static void main(String[] args) {
        DemoLlamaCloud llamaCloud = new DemoLlamaCloud(Clock.systemUTC());
        try {
            log.info(welcome(startBeside(llamaCloud.start(), args).getEnvironment()));
        } catch (RuntimeException e) {
            // Its threads would keep a process alive that serves nobody.
            llamaCloud.stop();
            throw e;
        }
    }

    private static ConfigurableApplicationContext startBeside(String llamaCloud, String[] args) {
        // System properties win over the environment, so that no real key or address is used.
        System.setProperty("llamagate.llamacloud.base-url", llamaCloud);
        System.setProperty("llamagate.llamacloud.api-key", "demo");
        System.setProperty("llamagate.llamacloud.api-key-file", "");
        return SpringApplication.from(LlamagateApplication::main).run(args)
                .getApplicationContext();
    }

    private static String welcome(Environment environment) {
        String address = "http://127.0.0.1:"
                + environment.getRequiredProperty("local.server.port");
        String jobs = Arrays.stream(DemoJob.values()).map(DemoJob::exampleId)
                .collect(Collectors.joining(" "));
        return """


                The gateway answers for a simulated LlamaCloud.

                  Try it     curl -i %1$s/batch-jobs/%2$s/status
                  Watch it   %1$s/watch?ids=%2$s
                  Swagger UI %1$s/swagger-ui.html
                  Health     http://127.0.0.1:%3$s/actuator/health

                  Jobs       %4$s
                  Any suffix, as in %2$s-2, makes a fresh job. A throttled one pauses the gateway's
                  key for some seconds, so that all others are answered from memory. Ctrl-C ends \
                it all.
                """
                .formatted(address, DemoJob.FAST.exampleId(),
                        environment.getRequiredProperty("local.management.port"), jobs);
    }
}
