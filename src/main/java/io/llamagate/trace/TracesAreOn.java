package io.llamagate.trace;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** That there is an address to send them to; one that is set to nothing is none. */
final class TracesAreOn implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return StringUtils
                .hasText(context.getEnvironment().getProperty("llamagate.traces.endpoint"));
    }
}
