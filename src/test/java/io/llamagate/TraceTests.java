package io.llamagate;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What traces tell of a request and of the fetch that serves it. */
@TestPropertySource(properties = {"llamagate.traces.endpoint=http://127.0.0.1:9/v1/traces",
    "llamagate.traces.sampling-percentage=100"})
class TraceTests extends GatewayTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String[] CALLERS_TRACE = {"traceparent",
        "00-" + TRACE + "-" + PARENT + "-01", "tracestate", "vendor=secret", "baggage",
        "user=secret"};

    @Autowired
    private InMemorySpanExporter exported;

    @Autowired
    private SdkTracerProvider provider;

    @TestConfiguration
    static class Exporter {
        @Bean
        @Primary
        InMemorySpanExporter inMemory() {
            return InMemorySpanExporter.create();
        }
    }

    @BeforeEach
    void forget() {
        llamaCloudTells("running");
        spans();
        exported.reset();
    }

    @Test
    void continueThatOfTheCaller() {
        ask(freshJob(), CALLERS_TRACE);
        assertThat(request()).returns(TRACE, SpanData::getTraceId)
                .returns(PARENT, SpanData::getParentSpanId)
                .returns("GET /batch-jobs/{jobId}/status", SpanData::getName)
                .returns("miss", span -> text(span, "llamagate.outcome"));
    }

    @Test
    void beginHereWhereTheCallerHasNone() {
        ask(freshJob());
        assertThat(request().getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
    }

    @Test
    void showWhatTheCacheDecidedWithinTheRequest() {
        String job = freshJob();
        ask(job);
        assertThat(lookup()).returns(request().getSpanId(), SpanData::getParentSpanId)
                .returns("miss", span -> text(span, "llamagate.cache"));
        forget();
        ask(job);
        assertThat(lookup()).returns(request().getSpanId(), SpanData::getParentSpanId)
                .returns("hit", span -> text(span, "llamagate.cache"));
        assertThat(spans()).hasSize(2);
    }

    @Test
    void showTheFetchInATraceOfItsOwnThatIsLinkedBothWays() {
        ask(freshJob(), CALLERS_TRACE);
        assertThat(fetch().getTraceId()).isNotEqualTo(TRACE);
        assertThat(fetch().getParentSpanContext()).isEqualTo(SpanContext.getInvalid());
        assertThat(links(fetch())).containsExactly(lookup().getSpanContext());
        assertThat(links(lookup())).containsExactly(fetch().getSpanContext());
    }

    @Test
    void linkAFetchWithAllWhomItServed() {
        llamaCloudAnswers(okJson(body("running")).withFixedDelay(500));
        String job = freshJob();
        CompletableFuture<?> first = CompletableFuture.runAsync(() -> ask(job));
        await().pollInterval(5, TimeUnit.MILLISECONDS).until(() -> questionsAsked() > 0);
        ask(job, CALLERS_TRACE);
        first.join();
        List<SpanData> lookups = spans().stream().filter(TraceTests::isLookup).toList();
        assertThat(lookups).hasSize(2);
        assertThat(links(fetch())).containsExactlyInAnyOrderElementsOf(
                lookups.stream().map(SpanData::getSpanContext).toList());
        assertThat(lookups).allSatisfy(
                one -> assertThat(links(one)).containsExactly(fetch().getSpanContext()));
    }

    @Test
    void tellLlamaCloudTheTraceOfTheFetchAndNothingOfTheCallers() {
        ask(freshJob(), CALLERS_TRACE);
        LoggedRequest sent = llamaCloud.findAll(getRequestedFor(anyUrl())).getFirst();
        assertThat(sent.getHeader("traceparent"))
                .matches("00-" + fetch().getTraceId() + "-" + fetch().getSpanId() + "-0[13]");
        assertThat(sent.getHeaders().keys()).containsExactlyInAnyOrder("Host", "Authorization",
                "Accept", "Accept-Encoding", "User-Agent", "traceparent");
    }

    @Test
    void areNotSentWhereTheCallerDecidedSo() {
        ask(freshJob(), "traceparent", "00-" + TRACE + "-" + PARENT + "-00");
        assertThat(spans()).isEmpty();
        assertThat(llamaCloud.findAll(getRequestedFor(anyUrl())).getFirst()
                .getHeader("traceparent")).matches("00-.*-0[02]");
    }

    @Test
    void haveTheIdThatAProblemTells() {
        HttpResponse<String> problem = ask("bad..id");
        assertThat(JsonMapper.shared().readTree(problem.body()).path("traceId").asString())
                .isEqualTo(request().getTraceId());
    }

    @Test
    void tellHowAFetchFailed() {
        llamaCloudAnswers(serverError().withBody("secret"));
        ask(freshJob());
        assertThat(fetch()).returns("server-error", span -> text(span, "error.type"))
                .returns(StatusCode.ERROR, span -> span.getStatus().getStatusCode());
        assertThat(request().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(spans().toString()).doesNotContain("secret", "Exception");
    }

    @Test
    void showARequestThatWaitedOnce() {
        String job = freshJob();
        ask(job);
        forget();
        ask(job, "Prefer", "wait=1", "If-None-Match", "*");
        SpanData request = request();
        assertThat(request.getEndEpochNanos() - request.getStartEpochNanos())
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    }

    private static int questionsAsked() {
        return llamaCloud.findAll(getRequestedFor(anyUrl())).size();
    }

    private SpanData request() {
        return only(spans().stream().filter(span -> span.getKind() == SpanKind.SERVER).toList());
    }

    private SpanData lookup() {
        return only(spans().stream().filter(TraceTests::isLookup).toList());
    }

    private SpanData fetch() {
        return only(spans().stream().filter(span -> span.getKind() == SpanKind.CLIENT).toList());
    }

    private static SpanData only(List<SpanData> spans) {
        assertThat(spans).hasSize(1);
        return spans.getFirst();
    }

    /** A request's span ends after its answer has left. */
    private List<SpanData> spans() {
        await().untilAsserted(() -> {
            provider.forceFlush().join(5, TimeUnit.SECONDS);
            List<SpanData> all = exported.getFinishedSpanItems();
            assertThat(all.stream().filter(TraceTests::isLookup)).allSatisfy(
                    lookup -> assertThat(all)
                            .anyMatch(span -> span.getSpanId().equals(lookup.getParentSpanId())));
        });
        return exported.getFinishedSpanItems();
    }

    private static boolean isLookup(SpanData span) {
        return span.getName().equals("look up status");
    }

    private static List<SpanContext> links(SpanData span) {
        return span.getLinks().stream().map(LinkData::getSpanContext).toList();
    }

    private static String text(SpanData span, String attribute) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(attribute)));
    }
}
