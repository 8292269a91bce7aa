package io.llamagate.job.web;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * Sends by {@link ProblemReportValve} what Tomcat would answer ahead of every valve: OPTIONS for
 * the whole server, with methods in Allow that the gateway has not, and, over HTTP/2, requests that
 * break a rule, with nothing but a status. After an answer over HTTP/1, the rest of the request is
 * not waited for without end.
 */
final class ProblemAdapter implements Adapter {
    private final Adapter tomcat;
    private final AbstractHttp11Protocol<?> protocol;

    /** @param protocol says how long a request may take to arrive, and how much of it is read */
    ProblemAdapter(Adapter tomcat, AbstractHttp11Protocol<?> protocol) {
        this.tomcat = tomcat;
        this.protocol = protocol;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (request.requestURI().equals("*") && "OPTIONS".equals(request.getMethod())) {
            // An address that Tomcat takes to the valves.
            request.requestURI().setString("/");
            response.setStatus(405);
            response.setError();
        }
        tomcat.service(request, response);
        UnreadBody.drain(request, protocol);
    }

    /** Called in place of {@link #service} for a request that breaks a rule. */
    @Override
    public void log(Request request, Response response, long time) {
        if (response.getStatus() < 400 || response.isError() || response.isCommitted()) {
            tomcat.log(request, response, time);
            return;
        }
        response.setError();
        try {
            tomcat.service(request, response);
        } catch (Exception e) {
            // The status alone has to do.
            tomcat.log(request, response, time);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return tomcat.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent status)
            throws Exception {
        boolean intact = tomcat.asyncDispatch(request, response, status);
        if (intact) {
            UnreadBody.drain(request, protocol);
        }
        return intact;
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        tomcat.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return tomcat.getDomain();
    }
}
