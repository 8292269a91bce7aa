package io.llamagate.job.web;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Adapter;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP, but a request has to arrive within the connector's timeout. Tomcat itself counts
 * silence alone, so that a client which sends a byte now and then could hold a connection for ever.
 * What Tomcat answers by itself goes by a {@link ProblemAdapter}. Its buffers are no larger than
 * most requests and answers need, because thousands of streams and waits hold a set of them each;
 * what is larger passes in parts.
 */
public final class PunctualHttp11 extends Http11NioProtocol {
    private static final long LOOK_EVERY_MILLIS = 250;

    /** Holds a request with a long token in one piece. */
    private static final int READ_BYTES = 2048;

    /** Holds an answer with its headers in one piece, so that one call of the system sends it. */
    private static final int WRITE_BYTES = 4096;

    /**
     * Holds a status or an event; there is one for bytes and one, twice as large, for characters.
     */
    private static final int BODY_BYTES = 2048;

    /** What a chunked body may bring beside its data, which nobody reads, a byte at a time. */
    private static final int MOST_FRAMING_BYTES = 64;

    private @Nullable ScheduledFuture<?> looks;

    /** With small buffers, and without Tomcat's way to send files, which every answer would pay. */
    public PunctualHttp11() {
        setUseSendfile(false);
        setMaxExtensionSize(MOST_FRAMING_BYTES);
        setMaxTrailerSize(MOST_FRAMING_BYTES);
        getEndpoint().getSocketProperties().setAppReadBufSize(READ_BYTES);
        getEndpoint().getSocketProperties().setAppWriteBufSize(WRITE_BYTES);
    }

    @Override
    public int getDesiredBufferSize() {
        return BODY_BYTES;
    }

    @Override
    public void setAdapter(Adapter adapter) {
        super.setAdapter(new ProblemAdapter(adapter, this));
    }

    @Override
    public void addUpgradeProtocol(UpgradeProtocol protocol) {
        super.addUpgradeProtocol(
                protocol instanceof Http2Protocol ? new BodilessUpgrade() : protocol);
    }

    @Override
    public void start() throws Exception {
        super.start();
        looks = getUtilityExecutor().scheduleWithFixedDelay(this::dropTheLate, LOOK_EVERY_MILLIS,
                LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looks != null) {
            looks.cancel(false);
        }
        super.stop();
    }

    private void dropTheLate() {
        Instant due = Instant.now().minus(Duration.ofMillis(getConnectionTimeout()));
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (isArriving(connection, due)) {
                // An event that no half-read request expects, which closes it.
                connection.processSocket(SocketEvent.ERROR, true);
            }
        }
    }

    /**
     * Whether a request began to arrive before then and has not arrived yet. Between requests there
     * is no time of a beginning, and while one is answered no processor to be had, unless it is
     * answered asynchronously.
     */
    private static boolean isArriving(SocketWrapperBase<?> connection, Instant before) {
        return connection.getCurrentProcessor() instanceof AbstractProcessor processor
                && !processor.isAsync() && !processor.isUpgrade()
                && processor.getRequest().getStartInstant() != null
                && processor.getRequest().getStartInstant().isBefore(before);
    }
}
