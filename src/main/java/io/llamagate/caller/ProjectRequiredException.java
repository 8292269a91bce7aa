package io.llamagate.caller;

/** The caller has to name a project, since several keys would do. */
public final class ProjectRequiredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProjectRequiredException() {
        super("Several keys would do", null, false, false);
    }
}
