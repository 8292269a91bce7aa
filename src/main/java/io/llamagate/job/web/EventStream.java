package io.llamagate.job.web;

import io.llamagate.caller.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What goes out to the reader of a stream. Whoever has something for it wakes it; then one thread
 * writes all that the reader does not know yet, and ends. So an idle stream has no thread, and to a
 * slow reader later news replaces earlier. Safe for use by many threads.
 */
final class EventStream {
    private final OutputStream out;
    private final StreamEvents events;
    private final Executor writers;
    private final String traceId;
    private final Supplier<@Nullable Caller> reader;
    private final Runnable onEnd;
    private final long since;
    private final AtomicInteger wakes = new AtomicInteger(1);
    private volatile List<StreamedJob> jobs = List.of();
    private volatile boolean beat;
    private volatile @Nullable Duration retry;
    private volatile boolean ended;
    private boolean begun;
    private Caller caller;

    /**
     * Takes what it works with. Nothing is written before {@link #begin}.
     *
     * @param out is flushed at the beginning and after each piece of news
     * @param writers run what writes, which may block
     * @param traceId of the request for it, which its problems tell
     * @param caller who reads
     * @param reader who that is by now, or null if it is nobody any more
     * @param since as {@link View#of} has it
     * @param onEnd runs once, when nothing more need be written
     */
    EventStream(OutputStream out, StreamEvents events, Executor writers, String traceId,
            Caller caller, Supplier<@Nullable Caller> reader, long since, Runnable onEnd) {
        this.out = out;
        this.events = events;
        this.writers = writers;
        this.traceId = traceId;
        this.caller = caller;
        this.reader = reader;
        this.since = since;
        this.onEnd = onEnd;
    }

    /** Begins to write about these jobs. */
    void begin(List<StreamedJob> watched) {
        jobs = watched;
        writers.execute(this::write);
    }

    /** There may be news. */
    void wake() {
        if (wakes.getAndIncrement() == 0) {
            writers.execute(this::write);
        }
    }

    /** Shows that it is alive, and makes sure that its reader may still read. */
    void beat() {
        beat = true;
        wake();
    }

    /** Writes the last news and when to come back, and ends. */
    void retire(Duration comeBackAfter) {
        retry = comeBackAfter;
        wake();
    }

    /** Nothing can be written any more. */
    void end() {
        ended = true;
        jobs.forEach(job -> job.watch().close());
    }

    private void write() {
        int seen;
        do {
            seen = wakes.get();
            if (!ended) {
                try {
                    writeNews();
                } catch (IOException e) {
                    // The server has noticed, and ends the request by itself.
                    ended = true;
                }
            }
        } while (!wakes.compareAndSet(seen, 0));
    }

    private void writeNews() throws IOException {
        ByteArrayOutputStream news = new ByteArrayOutputStream(1024);
        if (beat) {
            beat = false;
            Caller now = reader.get();
            if (now == null) {
                finish();
                return;
            }
            caller = now;
            news.write(StreamEvents.HEARTBEAT);
        }
        boolean over = true;
        for (StreamedJob job : jobs) {
            View view = View.of(job.watch().latest(), caller.projects(), since);
            writeNews(job, view, news);
            over &= view.isFinal();
        }
        Duration comeBackAfter = retry;
        if (over) {
            news.write(events.end(id()));
        } else if (comeBackAfter != null) {
            news.write(StreamEvents.retry(comeBackAfter));
        }
        if (news.size() > 0 || !begun) {
            begun = true;
            news.writeTo(out);
            out.flush();
        }
        jobs.forEach(job -> job.watch().told());
        if (over || comeBackAfter != null) {
            finish();
        }
    }

    private void finish() {
        ended = true;
        onEnd.run();
    }

    private void writeNews(StreamedJob job, View view, ByteArrayOutputStream news)
            throws IOException {
        if (job.learnProblem(view)) {
            news.write(events.problem(id(), job.id(), view.problem(), traceId));
        }
        if (job.learnStatus(view)) {
            news.write(events.status(id(), job.id(), view));
        }
    }

    private EventId id() {
        return new EventId(jobs.stream().map(StreamedJob::known).toList());
    }
}
