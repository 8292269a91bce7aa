package io.llamagate.job.web;

import io.opentelemetry.api.trace.Tracer;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the servlet container does at the port for callers alone. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    private static final int MOST_STREAMS = 250;

    @Bean
    @ConditionalOnBooleanProperty("llamagate.access-log.enabled")
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> accessLog() {
        return factory -> factory.addEngineValves(new AccessLogValve());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> requestSpans(
            ObjectProvider<Tracer> tracer) {
        return factory -> tracer
                .ifAvailable(present -> factory.addEngineValves(new RequestSpanValve(present)));
    }

    /**
     * A client that waits for many jobs over one connection is no attacker; Tomcat's own bounds
     * against floods and rapid resets (CVE-2023-44487) stay as they are. A body is waited for as
     * long as over HTTP/1.1.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> http2() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            AbstractProtocol<?> http11 = (AbstractProtocol<?>) connector.getProtocolHandler();
            for (UpgradeProtocol protocol : connector.findUpgradeProtocols()) {
                if (protocol instanceof Http2Protocol settings) {
                    settings.setMaxConcurrentStreams(MOST_STREAMS);
                    settings.setMaxConcurrentStreamExecution(MOST_STREAMS);
                    settings.setStreamReadTimeout(http11.getConnectionTimeout());
                }
            }
        });
    }
}
