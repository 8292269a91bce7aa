package io.llamagate.job.web;

import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Makes the servlet container and the framework speak as the gateway does. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final int MOST_STREAMS = 250;
    private static final List<String> READ_METHODS = List.of("GET", "HEAD");

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerProblems(
            ProblemWriter problems) {
        return factory -> factory.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
            host.getPipeline().addValve(new ProblemReportValve(problems));
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> punctualRequests() {
        return factory -> factory.setProtocol(PunctualHttp11.class.getName());
    }

    /**
     * A client that waits for many jobs over one connection is no attacker; Tomcat's own bounds
     * against floods and rapid resets (CVE-2023-44487) stay as they are.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> http2Streams() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
                if (protocol instanceof Http2Protocol http2) {
                    http2.setMaxConcurrentStreams(MOST_STREAMS);
                    http2.setMaxConcurrentStreamExecution(MOST_STREAMS);
                }
            }
        });
    }

    /**
     * Spring would answer a preflight by itself, with methods in Allow that the gateway has not.
     */
    @Bean
    WebMvcRegistrations refusedPreflights(ProblemWriter problems) {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                RequestMappingHandlerMapping mapping = new RequestMappingHandlerMapping();
                mapping.setCorsProcessor((_, request, response) -> {
                    if (!CorsUtils.isPreFlightRequest(request)) {
                        return true;
                    }
                    problems.writeMethodNotAllowed(request, response, READ_METHODS);
                    return false;
                });
                return mapping;
            }
        };
    }
}
