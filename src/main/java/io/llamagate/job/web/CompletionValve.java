package io.llamagate.job.web;

import org.apache.catalina.AccessLog;
import org.apache.catalina.valves.ValveBase;

/**
 * A part of the way into Tomcat that hears of each request once it is over, whoever answered it and
 * however long it was held open: what Tomcat has for its own log of accesses.
 */
abstract class CompletionValve extends ValveBase implements AccessLog {
    CompletionValve() {
        super(true);
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // Nothing here tells addresses, which those attributes would change.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
