package io.llamagate.trace;

import static java.util.Objects.requireNonNull;

import io.llamagate.job.JobStatuses;
import io.llamagate.job.Tracing;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Puts the traces together, where they are wanted. */
@Configuration(proxyBeanMethods = false)
@Conditional(TracesAreOn.class)
class TraceConfiguration {
    @Bean
    SpanExporter otlpSpans(TraceProperties settings) {
        URI endpoint = requireNonNull(settings.endpoint());
        return new ToldExporter(
                OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString()).build(), endpoint);
    }

    /** Its end sends what is left. */
    @Bean(destroyMethod = "close")
    SdkTracerProvider tracerProvider(SpanExporter exporter, TraceProperties settings,
            @Value("${spring.application.name}") String name,
            ObjectProvider<BuildProperties> build) {
        String version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("dev");
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(
                        Attributes.builder().put("service.name", name)
                                .put("service.version", version).build())))
                .setSampler(Sampler.parentBased(new LinkedSampler(
                        Sampler.traceIdRatioBased(settings.samplingPercentage() / 100.0))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build()).build();
    }

    @Bean
    Tracer tracer(SdkTracerProvider provider) {
        return provider.get("io.llamagate");
    }

    @Bean
    @Primary
    FetchSpans fetchSpans(@Qualifier("llamaCloudJobStatuses") JobStatuses source, Tracer tracer) {
        return new FetchSpans(source, tracer);
    }

    @Bean
    Tracing lookupSpans(Tracer tracer, FetchSpans fetches) {
        return new LookupSpans(tracer, fetches);
    }
}
