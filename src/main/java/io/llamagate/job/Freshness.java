package io.llamagate.job;

import java.time.Duration;

/** How long an answer is fresh, counted from its receipt, by what it says. Pure. */
final class Freshness {
    private final CacheProperties settings;

    Freshness(CacheProperties settings) {
        this.settings = settings;
    }

    Duration of(JobAnswer answer) {
        return switch (answer) {
            case JobStatus status when status.state().isFinished() -> settings.terminalTtl();
            case JobStatus _ -> settings.activeTtl();
            case JobAnswer.NotFound _,JobAnswer.Rejected _ -> settings.notFoundTtl();
        };
    }
}
