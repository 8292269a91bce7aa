package io.llamagate.job.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes a line for each request that is over (docs/logging.md), also for one that Tomcat refuses
 * or that was held open. Safe for use by many threads.
 */
final class AccessLogValve extends CompletionValve {
    private static final Logger access = LoggerFactory.getLogger("llamagate.access");

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        RequestFacts facts = RequestFacts.of(request, response);
        LoggingEventBuilder line = access.atInfo().addKeyValue("event", "access")
                .addKeyValue("method", facts.method()).addKeyValue("path", facts.path())
                .addKeyValue("status", facts.status()).addKeyValue("outcome", facts.outcome())
                .addKeyValue("took_us", TimeUnit.NANOSECONDS.toMicros(nanos))
                .addKeyValue("caller", facts.caller()).addKeyValue("trace.id", facts.traceId());
        if (facts.job() != null) {
            line = line.addKeyValue("job", facts.job());
        }
        if (facts.ageMillis() != null) {
            line = line.addKeyValue("age_ms", facts.ageMillis());
        }
        line.log("{} {}: {} {}, age {} ms, caller {}, job {}, trace {}", facts.method(),
                facts.path(), facts.status(), facts.outcome(), orNone(facts.ageMillis()),
                facts.caller(), orNone(facts.job()), facts.traceId());
    }

    private static Object orNone(@Nullable Object value) {
        return value == null ? RequestFacts.NONE : value;
    }
}
