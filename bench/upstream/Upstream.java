package upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Answers on a free port of 127.0.0.1 until it is killed, and prints that port as its first line.
 * One thread serves thousands of keep-alive connections, another sends the answers that wait.
 */
final class Upstream {
    private static final int BACKLOG = 4096;

    private final Selector selector = Selector.open();
    private final Emulation emulation = new Emulation();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private Upstream() throws IOException {
    }

    public static void main(String[] args) throws IOException {
        new Upstream().serve();
    }

    private void serve() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        System.out.println(server.socket().getLocalPort());
        while (true) {
            selector.select(this::serve);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept((ServerSocketChannel) key.channel());
            } else {
                ((Connection) key.attachment()).read();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel server) throws IOException {
        SocketChannel channel = server.accept();
        channel.configureBlocking(false);
        channel.socket().setTcpNoDelay(true);
        channel.register(selector, SelectionKey.OP_READ,
                new Connection(channel, emulation, clock));
    }
}
