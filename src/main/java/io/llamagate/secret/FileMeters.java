package io.llamagate.secret;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/** Shows which of the followed files hold something usable, as {@code llamagate.file.usable}. */
public final class FileMeters implements MeterBinder {
    private final List<? extends FollowedFile<?>> files;

    /** Takes the files. */
    public FileMeters(List<? extends FollowedFile<?>> files) {
        this.files = files;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (FollowedFile<?> file : files) {
            Gauge.builder("llamagate.file.usable", file, it -> it.isUsable() ? 1 : 0)
                    .tag("file", file.toString())
                    .description("1 where a mounted file held something usable at the last look")
                    .register(registry);
        }
    }
}
