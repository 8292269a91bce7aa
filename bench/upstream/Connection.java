package upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One keep-alive connection: takes the path out of every request, checks nothing else, and sends
 * what the emulation replies. Its requests have no body.
 */
final class Connection {
    private static final int LONGEST_REQUEST = 8192;

    private final SocketChannel channel;
    private final Emulation emulation;
    private final ScheduledExecutorService clock;
    private final ByteBuffer received = ByteBuffer.allocate(LONGEST_REQUEST);

    Connection(SocketChannel channel, Emulation emulation, ScheduledExecutorService clock) {
        this.channel = channel;
        this.emulation = emulation;
        this.clock = clock;
    }

    /** Answers all requests that have arrived whole. Closes the channel when the caller did. */
    void read() throws IOException {
        if (receive() < 0) {
            channel.close();
            return;
        }
        int start = 0;
        for (int end = endOfRequest(start); end >= 0; end = endOfRequest(start)) {
            answer(new String(received.array(), start, end - start, StandardCharsets.ISO_8859_1));
            start = end;
        }
        received.flip().position(start);
        received.compact();
    }

    /** A connection that was reset has ended like any other. */
    private int receive() {
        try {
            return channel.read(received);
        } catch (IOException e) {
            return -1;
        }
    }

    private void send(Reply reply) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(reply.bytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            // The caller went away; its end is read next.
        }
    }

    private void reset() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int endOfRequest(int start) {
        byte[] bytes = received.array();
        for (int i = start + 3; i < received.position(); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private void answer(String request) {
        int path = request.indexOf(' ') + 1;
        Reply reply = emulation.reply(request.substring(path, request.indexOf(' ', path)));
        if (reply == Reply.RESET) {
            reset();
        } else if (reply.delayMillis() == 0) {
            send(reply);
        } else {
            clock.schedule(() -> send(reply), reply.delayMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
