package client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A connection of which only one thing is of interest: of which attempt of its job it has read
 * last, and when. One thread may read while others look and write.
 */
final class Listener {
    private static final byte[] MARK = "\"attempt\":".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private int matched;
    private int number;
    private long at;
    private volatile int attempt;

    Listener(SocketChannel channel) {
        this.channel = channel;
    }

    void ask(String request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads all that is there; the other end may have closed the connection. */
    void read(ByteBuffer space) throws IOException {
        space.clear();
        if (channel.read(space) < 0) {
            channel.close();
        }
        long now = System.nanoTime();
        space.flip();
        while (space.hasRemaining()) {
            take(space.get(), now);
        }
    }

    /** The last one of which was read, 0 if there was none. */
    int attempt() {
        return attempt;
    }

    /** When the last one was first read of, in nanoseconds of the system. */
    long at() {
        return attempt == 0 ? 0 : at;
    }

    private void take(byte next, long now) {
        if (matched < MARK.length) {
            matched = next == MARK[matched] ? matched + 1 : next == MARK[0] ? 1 : 0;
        } else if (next >= '0' && next <= '9') {
            number = 10 * number + next - '0';
        } else {
            if (number != attempt) {
                at = now;
                attempt = number;
            }
            matched = 0;
            number = 0;
        }
    }
}
