package io.llamagate.job.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * What a request's answer has left of its body. Tomcat reads it away, so that the next request can
 * follow; but it counts silence alone, so that a body of which a byte comes now and then would hold
 * its connection for hours.
 */
final class UnreadBody implements ApplicationBufferHandler {
    private ByteBuffer part = ByteBuffer.allocate(0);

    /** Reads it away, or lets the connection end if that takes longer than this, a read more. */
    static void drain(Request request, Duration patience) {
        if (request.hasExpectation() || isRead(request)) {
            return;
        }
        long begin = System.nanoTime();
        UnreadBody body = new UnreadBody();
        try {
            while (!isRead(request) && request.doRead(body) >= 0) {
                if (System.nanoTime() - begin > patience.toNanos()) {
                    request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
                    return;
                }
            }
        } catch (IOException e) {
            // The connection has ended, or does so by itself now.
        }
    }

    private static boolean isRead(Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
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
