package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.llamagate.job.JobStatus;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * Writes a status as LlamaCloud told it. It becomes a text only while it is written, so that until
 * then the answers to many questions share its bytes with the cache.
 */
final class StatusJson extends ValueSerializer<JobStatus> {
    @Override
    public void serialize(JobStatus status, JsonGenerator generator,
            SerializationContext context) {
        generator.writeRawValue(new String(status.body(), UTF_8));
    }
}
