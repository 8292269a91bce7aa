package client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Thousands who wait for news of jobs, each over a connection of its own, with one thread for all
 * of them: they share the machine with the server that they watch.
 */
public final class Audience implements AutoCloseable {
    private static final int MOST_UNANSWERED = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Selector selector = Selector.open();
    private final ByteBuffer space = ByteBuffer.allocateDirect(64 * 1024);
    private final List<Listener> listeners = new ArrayList<>();
    private final int port;

    public Audience(int port) throws IOException {
        this.port = port;
        Thread.ofPlatform().daemon().start(this::read);
    }

    /** One more asks over a new connection. Waits while many of the earlier have no answer yet. */
    public void join(String request) throws IOException {
        int others = listeners.size();
        if (others >= MOST_UNANSWERED) {
            await(others - MOST_UNANSWERED, others - MOST_UNANSWERED + 1, 1);
        }
        SocketChannel channel = SocketChannel
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        Listener listener = new Listener(channel);
        listeners.add(listener);
        channel.register(selector, SelectionKey.OP_READ, listener);
        selector.wakeup();
        listener.ask(request);
    }

    /** One of them, counted from 0, asks again over the connection that it has. */
    public void ask(int number, String request) throws IOException {
        listeners.get(number).ask(request);
    }

    public int port() {
        return port;
    }

    public int size() {
        return listeners.size();
    }

    /** Waits until all have read of this attempt of their job; when they did, each. */
    public long[] awaitAttempt(int attempt) {
        await(0, listeners.size(), attempt);
        return listeners.stream().mapToLong(Listener::at).toArray();
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : List.copyOf(selector.keys())) {
            key.channel().close();
        }
        selector.close();
    }

    /** Throws if some have not read of that attempt, or a later one, after a long while. */
    private void await(int from, int to, int attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int i = from; i < to; i++) {
            while (listeners.get(i).attempt() < attempt) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("No news of attempt %d at %d of %d listeners"
                            .formatted(attempt, listeners.stream()
                                    .filter(listener -> listener.attempt() < attempt).count(),
                                    listeners.size()));
                }
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
        }
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection that broke has no more news; its absence is noticed. */
    private void read(SelectionKey key) {
        try {
            ((Listener) key.attachment()).read(space);
        } catch (IOException e) {
            key.cancel();
        }
    }
}
