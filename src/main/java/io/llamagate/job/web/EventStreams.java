package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedJobStatuses;
import io.llamagate.job.Delay;
import io.llamagate.job.Demand;
import io.llamagate.job.Failure;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.watch.Places;
import io.llamagate.job.watch.WatchProperties;
import io.llamagate.job.watch.Watchers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** All open streams, and how one opens. Safe for use by many threads. */
@Component
class EventStreams {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final CachedJobStatuses statuses;
    private final Watchers watchers;
    private final Callers callers;
    private final Admission admission;
    private final StreamEvents events;
    private final Places places;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    EventStreams(CachedJobStatuses statuses, Watchers watchers, Callers callers,
            Admission admission, StreamEvents events, WatchProperties settings,
            MeterRegistry registry) {
        this.statuses = statuses;
        this.watchers = watchers;
        this.callers = callers;
        this.admission = admission;
        this.events = events;
        this.places = new Places(settings.streams().most(), settings.streams().mostPerCaller());
        registry.gauge("llamagate.streams", places, Places::taken);
    }

    /**
     * Opens a stream about these jobs, or answers a reader who comes back that there is nothing
     * left to see.
     *
     * @param refs each once
     * @throws TooManyHeldException if too many are open already
     * @throws JobStatusException if the gateway is ending
     */
    void open(HttpServletRequest request, HttpServletResponse response, List<JobRef> refs,
            Caller caller) throws IOException {
        EventId known = EventId.parse(request.getHeader("Last-Event-ID"), refs.size());
        if (known.isComplete() && isAllSeen(refs, known, caller)) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        if (ending) {
            throw new JobStatusException(Failure.SHUTTING_DOWN);
        }
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(ProblemWriter.NO_SNIFF, "nosniff");
        // A proxy that collects what it passes on would make a stream a lump.
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        String name = callers.nameOf(caller);
        if (!places.take(name)) {
            response.reset();
            throw new TooManyHeldException("Too many streams are open already.");
        }
        begin(request, response, refs, known, caller);
    }

    /** Opens streams, again if it had ended. */
    void begin() {
        ending = false;
    }

    /** Ends all after their last news, each with word to come back, and opens no more. */
    void end() {
        ending = true;
        open.forEach(stream -> stream
                .retire(Duration.ofMillis(ThreadLocalRandom.current().nextLong(500, 2500))));
    }

    private void begin(HttpServletRequest request, HttpServletResponse response,
            List<JobRef> refs, EventId known, Caller caller) throws IOException {
        AsyncContext async = request.startAsync(request, response);
        async.setTimeout(0);
        long since = watchers.now() - statuses.memoryOfMissing().toNanos();
        EventStream stream = new EventStream(response.getOutputStream(), events,
                Thread::startVirtualThread, TraceId.in(request), caller,
                admission.asOfNow(request), since,
                () -> Completion.unlessEnded(async::complete));
        open.add(stream);
        Completion.of(request, () -> {
            open.remove(stream);
            places.leave(callers.nameOf(caller));
            stream.end();
        });
        List<StreamedJob> jobs = new ArrayList<>();
        for (int i = 0; i < refs.size(); i++) {
            jobs.add(new StreamedJob(refs.get(i).job(),
                    watchers.watch(refs.get(i), callers.nameOf(caller), _ -> stream.wake()),
                    known.jobs().get(i)));
        }
        stream.begin(List.copyOf(jobs));
        lookForHidden(stream, jobs, refs, caller, since);
        beatLater(stream);
        if (ending) {
            end();
        }
    }

    /** Of a job that may not be seen older knowledge does not count; so it is asked about. */
    private void lookForHidden(EventStream stream, List<StreamedJob> jobs, List<JobRef> refs,
            Caller caller, long since) {
        for (int i = 0; i < jobs.size(); i++) {
            if (View.isHiddenOf(jobs.get(i).watch().latest(), caller.projects(), since)) {
                var _ = statuses.anew(refs.get(i), callers.nameOf(caller))
                        .whenComplete((_, _) -> stream.wake());
            }
        }
    }

    /** Whether every job is finished and the reader has seen how; asks where nothing is known. */
    private boolean isAllSeen(List<JobRef> refs, EventId known, Caller caller) {
        List<CompletableFuture<CachedAnswer>> answers = refs.stream()
                .map(ref -> statuses.get(ref, Demand.NONE, callers.nameOf(caller))).toList();
        for (int i = 0; i < refs.size(); i++) {
            JobStatus status = finished(answers.get(i), caller);
            if (status == null
                    || !EventId.tag(status.entityTag()).equals(known.jobs().get(i).tag())) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable JobStatus finished(CompletableFuture<CachedAnswer> answer,
            Caller caller) {
        try {
            return answer.join().answer() instanceof JobStatus status && status.state().isFinished()
                    && caller.projects().include(status.project()) ? status : null;
        } catch (CompletionException e) {
            return null;
        }
    }

    private void beatLater(EventStream stream) {
        var _ = Delay.SYSTEM.after(HEARTBEAT, () -> {
            if (open.contains(stream)) {
                stream.beat();
                beatLater(stream);
            }
        });
    }
}
