package io.llamagate.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Decides over traces that begin here: one that is linked to another is sampled like that, so that
 * no link leads nowhere. Pure but for chance.
 */
final class LinkedSampler implements Sampler {
    private final Sampler unlinked;

    /** Takes what decides where there is no link. */
    LinkedSampler(Sampler unlinked) {
        this.unlinked = unlinked;
    }

    @Override
    public SamplingResult shouldSample(Context parent, String traceId, String name, SpanKind kind,
            Attributes attributes, List<LinkData> links) {
        if (links.isEmpty()) {
            return unlinked.shouldSample(parent, traceId, name, kind, attributes, links);
        }
        return links.stream().anyMatch(link -> link.getSpanContext().isSampled())
                ? SamplingResult.recordAndSample()
                : SamplingResult.drop();
    }

    @Override
    public String getDescription() {
        return "Linked{" + unlinked.getDescription() + "}";
    }
}
