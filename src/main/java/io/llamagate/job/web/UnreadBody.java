package io.llamagate.job.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * What a request's answer has left of its body. Tomcat reads it away, so that the next request can
 * follow, up to a number of bytes; but of time it counts silence alone, so that a body of which a
 * byte comes now and then would hold its connection for hours.
 */
final class UnreadBody implements ApplicationBufferHandler {
    private ByteBuffer part = ByteBuffer.allocate(0);

    /**
     * Reads it away, or lets the connection end if there are more bytes than the protocol swallows,
     * or if they take longer than a request may, a read more. Does nothing while the answer goes on
     * asynchronously, nor over HTTP/2, where nothing has to be read away.
     *
     * <p>
     * A Content-Length that says at once that there are too many ends it no sooner, as in Tomcat: a
     * connection that is closed with bytes unread is reset, and the answer may be lost with it.
     */
    static void drain(Request request, AbstractHttp11Protocol<?> protocol) {
        // What is true of most requests is asked first.
        if (isRead(request) || request.protocol().equals("HTTP/2.0") || isUnwanted(request)
                || isTrue(request, ActionCode.ASYNC_IS_ASYNC)) {
            return;
        }
        Duration patience = Duration.ofMillis(protocol.getConnectionTimeout());
        long begin = System.nanoTime();
        long before = request.getBytesRead();
        UnreadBody body = new UnreadBody();
        try {
            while (!isRead(request) && request.doRead(body) >= 0) {
                if (isTooLarge(request.getBytesRead() - before, protocol.getMaxSwallowSize())
                        || System.nanoTime() - begin > patience.toNanos()) {
                    request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                    return;
                }
            }
        } catch (IOException e) {
            // It stopped, or is no body at all. Tomcat would wait for the rest once more.
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /**
     * Whether the client announced the body and was refused: Tomcat then ends the connection
     * itself.
     */
    private static boolean isUnwanted(Request request) {
        return request.hasExpectation() && request.getResponse().getStatus() / 100 != 2;
    }

    /** A limit below zero is none, as for Tomcat. */
    private static boolean isTooLarge(long bytes, int limit) {
        return limit >= 0 && bytes > limit;
    }

    private static boolean isRead(Request request) {
        return isTrue(request, ActionCode.REQUEST_BODY_FULLY_READ);
    }

    private static boolean isTrue(Request request, ActionCode question) {
        AtomicBoolean answer = new AtomicBoolean();
        request.action(question, answer);
        return answer.get();
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        part = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return part;
    }

    @Override
    public void expand(int size) {
        // Nothing is kept.
    }
}
