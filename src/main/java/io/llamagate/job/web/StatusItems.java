package io.llamagate.job.web;

import io.llamagate.caller.ProjectAccess;
import io.llamagate.caller.ProjectNotAllowedException;
import io.llamagate.caller.ProjectRequiredException;
import io.llamagate.job.CachedAnswer;
import io.llamagate.job.Demand;
import io.llamagate.job.InvalidRequestException;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobRef;
import io.llamagate.job.JobStatus;
import io.llamagate.job.JobStatusException;
import io.llamagate.job.Projects;
import io.llamagate.job.watch.WatchProperties;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks about many jobs at once and tells of each what a request for it alone would have been told;
 * what is wrong with one spoils nothing of the others. Safe for use by many threads.
 */
@Component
class StatusItems {
    private static final Logger log = LoggerFactory.getLogger(StatusItems.class);

    private final Answers answers;
    private final ProjectAccess access;
    private final ProblemWriter problems;
    private final RequestMeters meters;
    private final WatchProperties settings;

    StatusItems(Answers answers, ProjectAccess access, ProblemWriter problems,
            RequestMeters meters, WatchProperties settings) {
        this.answers = answers;
        this.access = access;
        this.problems = problems;
        this.meters = meters;
        this.settings = settings;
    }

    /** Waits for all the answers, and counts each like one to a request of its own. */
    StatusList about(JobIdList ids, Asked asked, Demand demand, String traceId) {
        List<CompletableFuture<StatusList.Item>> items = ids.ids().stream()
                .map(id -> about(id, asked, demand, traceId)).toList();
        return new StatusList(items.stream().map(CompletableFuture::join).toList());
    }

    private CompletableFuture<StatusList.Item> about(String id, Asked asked, Demand demand,
            String traceId) {
        JobRef ref;
        try {
            ref = access.admit(asked.query().about(id), asked.caller());
        } catch (InvalidRequestException | ProjectNotAllowedException
                | ProjectRequiredException e) {
            return CompletableFuture
                    .completedFuture(item(id, Occurrences.ofRefusal(e), traceId));
        }
        long start = System.nanoTime();
        return answers.get(ref, demand, asked.caller()).thenApply(answer -> {
            StatusList.Item item = item(id, answer, asked.caller().projects(), traceId);
            count(Served.of(answer), asked, item, start);
            return item;
        }).exceptionally(failure -> {
            StatusList.Item item = item(id, occurrence(failure, traceId), traceId);
            count(null, asked, item, start);
            return item;
        });
    }

    private void count(@Nullable Served served, Asked asked, StatusList.Item item, long start) {
        meters.record(served, asked.caller(), "GET", StatusListController.PATH, item.status(),
                System.nanoTime() - start);
    }

    private StatusList.Item item(String id, CachedAnswer cached, Projects projects,
            String traceId) {
        if (StatusWriter.mayBeTold(cached, projects)) {
            long age = cached.age().toSeconds();
            return switch (cached.answer()) {
                case JobStatus status -> item(id, age, status, cached);
                case JobAnswer.NotFound _ -> item(id, age,
                        Occurrences.missing().withUpstreamStatus(404), traceId);
                case JobAnswer.Rejected rejected ->
                    item(id, age, Occurrences.of(rejected), traceId);
            };
        }
        if (cached.insteadOf() != null) {
            throw cached.insteadOf();
        }
        return item(id, cached.answer() instanceof JobAnswer.Rejected rejected
                ? Occurrences.of(rejected)
                : Occurrences.missing(), traceId);
    }

    private StatusList.Item item(String id, long age, JobStatus status, CachedAnswer cached) {
        boolean stalled = cached.progress() != null
                && cached.progress().hasStalled(cached.age(), settings.stalledAfter());
        Hints hints = Hints.of(cached.progress(), cached.age(), stalled, Clock.systemUTC());
        return new StatusList.Item(id, 200, age, status.entityTag(),
                status, null, hints.eta(), hints.stalled());
    }

    private StatusList.Item item(String id, Occurrence problem, String traceId) {
        return item(id, null, problem, traceId);
    }

    private StatusList.Item item(String id, @Nullable Long age, Occurrence problem,
            String traceId) {
        return new StatusList.Item(id, problem.problem().status().value(), age, null, null,
                problems.document(problem, null, traceId), null, null);
    }

    private static Occurrence occurrence(Throwable failure, String traceId) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof JobStatusException known) {
            return Failures.occurrence(known);
        }
        log.error("A defect, told to the caller as {} under trace id {}",
                Problem.INTERNAL_ERROR.code(), traceId, cause);
        return Occurrence.of(Problem.INTERNAL_ERROR, "The gateway has a defect.");
    }
}
