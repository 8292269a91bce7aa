package io.llamagate.job.web;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/** What is to be done once a request that is held open has been answered in full. */
final class Completion implements AsyncListener {
    private final Runnable action;

    private Completion(Runnable action) {
        this.action = action;
    }

    /** Runs the action when the request is complete, however it ends. */
    static void of(ServletRequest request, Runnable action) {
        request.getAsyncContext().addListener(new Completion(action));
    }

    /** Lets a request go on that is held, unless the server has ended it in the same moment. */
    static void unlessEnded(Runnable action) {
        try {
            action.run();
        } catch (IllegalStateException e) {
            // Nobody is there any more to go on for.
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        action.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        // Nothing that is held has a timeout of the container's.
    }

    @Override
    public void onError(AsyncEvent event) {
        // The completion follows.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
