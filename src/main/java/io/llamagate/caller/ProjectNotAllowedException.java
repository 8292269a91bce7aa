package io.llamagate.caller;

/** The caller names a project that it may not see. */
public final class ProjectNotAllowedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectNotAllowedException() {
        super("Not a project of this caller", null, false, false);
    }
}
