package io.llamagate.job.web;

import static io.llamagate.job.CacheFixture.OTHER;
import static io.llamagate.job.CacheFixture.REF;
import static io.llamagate.job.JobState.RUNNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.caller.Caller;
import io.llamagate.job.CacheFixture;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobState;
import io.llamagate.job.JobStatus;
import io.llamagate.job.Projects;
import io.llamagate.job.watch.WatchFixture;
import io.llamagate.job.watch.Watchers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EventStreamTests {
    private static final GatewayProperties GATEWAY = new GatewayProperties("edge-1",
            new GatewayProperties.Problems(null), new GatewayProperties.Cors(List.of()));
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final Pattern EVENT = Pattern.compile("event: (.*)\nid: (.*)\ndata: (.*)\n\n");

    private final CacheFixture llamaCloud = new CacheFixture();
    private final Watchers watchers = WatchFixture.over(llamaCloud);
    private final Queue<Runnable> writers = new ArrayDeque<>();
    private final Reader reader = new Reader();
    private @Nullable Caller caller = Everyone.CALLER;
    private int ends;

    private final EventStream stream = new EventStream(reader,
            new StreamEvents(JsonMapper.shared(),
                    new ProblemWriter(GATEWAY, JsonMapper.shared()), watchers),
            writers::add, TRACE, Everyone.CALLER, () -> caller, llamaCloud.ticker().read(),
            this::ended);

    @Test
    void beginsWithTheStateNow() {
        llamaCloud.know(status(50));
        begin();
        assertThat(written()).startsWith("event: status\nid: " + tag(status(50))
                + "\ndata: {\"id\":\"bjb-1\",\"etag\":\"\\\"" + tag(status(50)));
    }

    @Test
    void writesOneEventForEachChange() {
        begin();
        arrives(status(1));
        arrives(status(1));
        arrives(status(2));
        assertThat(events()).containsExactly("status", "status");
    }

    @Test
    void writesToASlowReaderTheLatestStateAlone() {
        begin();
        for (int percentage = 1; percentage <= 50; percentage++) {
            llamaCloud.arrives(status(percentage));
            llamaCloud.passes(2000);
        }
        assertThat(writers).hasSize(1);
        assertThat(ids()).containsExactly(tag(status(50)));
    }

    @Test
    void writesNothingToWhoKnowsTheState() {
        llamaCloud.know(status(50));
        begin(EventId.parse(tag(status(50)), 1), REF);
        assertThat(written()).isEmpty();
    }

    @Test
    void writesOnlyWhatChangedToWhoComesBack() {
        know(REF, status(50));
        know(OTHER, status(60));
        begin(EventId.parse(tag(status(50)) + "." + tag(status(50)), 2), REF, OTHER);
        assertThat(ids()).containsExactly(tag(status(50)) + "." + tag(status(60)));
    }

    @Test
    void tellsOnceThatLlamaCloudFailsAndOnceThatItIsBack() {
        begin();
        arrives(status(1));
        for (int i = 0; i < 2; i++) {
            llamaCloud.fails();
            written();
            llamaCloud.passes(12_000);
        }
        arrives(status(1));
        assertThat(events()).containsExactly("status", "problem", "problem");
        assertThat(written()).contains("\"code\":\"upstream-failed\"", "\"problem\":null");
    }

    @Test
    void tellsTheTraceOfItsRequestInAProblem() {
        begin();
        llamaCloud.fails();
        assertThat(written()).contains("\"traceId\":\"" + TRACE);
    }

    @Test
    void tellsWhoComesBackThatNothingIsWrongAnyMore() {
        llamaCloud.know(status(50));
        begin(EventId.parse(tag(status(50)) + "!", 1), REF);
        assertThat(written()).contains("{\"id\":\"bjb-1\",\"problem\":null}");
    }

    @Test
    void tellsThatThereIsNoSuchJobAndWaitsForIt() {
        begin();
        arrives(new JobAnswer.NotFound());
        assertThat(written()).contains("\"code\":\"job-not-found\"");
        arrives(status(1));
        assertThat(events()).containsExactly("problem", "problem", "status");
    }

    @Test
    void showsAJobOfAForeignProjectAsAMissingOne() {
        Reader foreign = new Reader();
        caller = new Caller("billing", Projects.of(List.of("proj-2")), Everyone.CALLER.limit());
        EventStream hidden = new EventStream(foreign,
                new StreamEvents(JsonMapper.shared(),
                        new ProblemWriter(GATEWAY, JsonMapper.shared()), watchers),
                Runnable::run, TRACE, caller, () -> caller, watchers.now(), this::ended);
        llamaCloud.know(new JobStatus(JobState.COMPLETED, "proj-1", 100, "{}".getBytes(UTF_8)));
        hidden.begin(jobs(hidden, EventId.nothing(1), REF));
        assertThat(foreign.text()).contains("job-not-found").doesNotContain("status\nid", "end");
        assertThat(ends).isZero();
    }

    /** As of a missing job, about which LlamaCloud would have to be asked. */
    @Test
    void showsNothingOfAForeignJobThatWasKnownBefore() {
        Reader foreign = new Reader();
        caller = new Caller("billing", Projects.of(List.of("proj-2")), Everyone.CALLER.limit());
        llamaCloud.know(status(50));
        llamaCloud.passes(1);
        EventStream hidden = new EventStream(foreign,
                new StreamEvents(JsonMapper.shared(),
                        new ProblemWriter(GATEWAY, JsonMapper.shared()), watchers),
                Runnable::run, TRACE, caller, () -> caller, watchers.now(), this::ended);
        hidden.begin(jobs(hidden, EventId.nothing(1), REF));
        assertThat(foreign.text()).isEmpty();
        llamaCloud.passes(2000);
        llamaCloud.fails();
        assertThat(foreign.text()).contains("upstream-failed").doesNotContain("job-not-found");
    }

    @Test
    void endsOnceAllJobsAreFinished() {
        know(REF, CacheFixture.COMPLETED);
        know(OTHER, status(50));
        begin(EventId.nothing(2), REF, OTHER);
        assertThat(events()).containsExactly("status", "status");
        llamaCloud.passes(2000);
        arrives(CacheFixture.status(JobState.FAILED, 60));
        assertThat(events()).containsExactly("status", "status", "status", "end");
        assertThat(ends).isOne();
    }

    @Test
    void showsThatItIsAlive() {
        begin();
        stream.beat();
        assertThat(written()).isEqualTo(": heartbeat\n\n");
    }

    @Test
    void endsWhenItsReaderMayNotReadAnyMore() {
        begin();
        caller = null;
        stream.beat();
        llamaCloud.arrives(status(1));
        assertThat(written()).isEmpty();
        assertThat(ends).isOne();
    }

    @Test
    void writesTheLastNewsAndWhenToComeBackWhenItRetires() {
        begin();
        llamaCloud.arrives(status(1));
        stream.retire(Duration.ofMillis(1500));
        assertThat(written()).contains("event: status").endsWith("\n\nretry: 1500\n\n");
        assertThat(ends).isOne();
    }

    @Test
    void writesNothingMoreWhenItsReaderHasLeft() {
        begin();
        reader.left = true;
        arrives(status(1));
        reader.left = false;
        arrives(status(2));
        assertThat(reader.text()).isEmpty();
    }

    @Test
    void writesLlamaCloudsJsonOnOneLine() {
        llamaCloud.know(new JobStatus(RUNNING, "proj-1", 1, "{\r\n \"a\":\n1}".getBytes(UTF_8)));
        begin();
        assertThat(written()).contains("\"status\":{   \"a\": 1},");
    }

    @Test
    void asksNobodyOnceItHasEnded() {
        begin();
        llamaCloud.arrives(status(1));
        stream.end();
        llamaCloud.passes(60_000);
        assertThat(llamaCloud.fetches()).isOne();
    }

    private void begin() {
        begin(EventId.nothing(1), REF);
    }

    private void begin(EventId known, JobRef... refs) {
        stream.begin(jobs(stream, known, refs));
    }

    private List<StreamedJob> jobs(EventStream listener, EventId known, JobRef... refs) {
        List<StreamedJob> jobs = new ArrayList<>();
        for (JobRef ref : refs) {
            jobs.add(new StreamedJob(ref.job(),
                    watchers.watch(ref, null, _ -> listener.wake()),
                    known.jobs().get(jobs.size())));
        }
        return jobs;
    }

    private void know(JobRef ref, JobAnswer answer) {
        var _ = llamaCloud.jobFetches().refresh(ref, null);
        llamaCloud.arrives(answer);
    }

    /** To be written before anything else happens. */
    private void arrives(JobAnswer answer) {
        llamaCloud.arrives(answer);
        written();
        llamaCloud.passes(12_000);
    }

    private String written() {
        while (!writers.isEmpty()) {
            writers.remove().run();
        }
        return reader.text();
    }

    private List<String> events() {
        return EVENT.matcher(written()).results().map(event -> event.group(1)).toList();
    }

    private List<String> ids() {
        return EVENT.matcher(written()).results().map(event -> event.group(2)).toList();
    }

    private void ended() {
        ends++;
        stream.end();
    }

    private static JobStatus status(double percentage) {
        return new JobStatus(RUNNING, "proj-1", percentage,
                "{\"progress_percentage\":%s}".formatted(percentage).getBytes(UTF_8));
    }

    private static String tag(JobStatus status) {
        return EventId.tag(status.entityTag());
    }

    /** Reads until it leaves. */
    private static final class Reader extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean left;

        @Override
        public void write(int b) throws IOException {
            if (left) {
                throw new IOException("Broken pipe");
            }
            bytes.write(b);
        }

        private String text() {
            return bytes.toString(UTF_8);
        }
    }
}
