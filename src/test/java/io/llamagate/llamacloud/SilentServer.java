package io.llamagate.llamacloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Takes connections, as the system does for it, and never says a word. */
final class SilentServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Socket> callers = new ArrayList<>();

    SilentServer() throws IOException {
        this(100);
    }

    private SilentServer(int backlog) throws IOException {
        this.socket = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    /** One that takes no connection any more: Linux drops what a full backlog has no room for. */
    static SilentServer full() throws IOException {
        SilentServer server = new SilentServer(1);
        while (server.takesAnother()) {
        }
        return server;
    }

    private boolean takesAnother() throws IOException {
        Socket caller = new Socket();
        callers.add(caller);
        try {
            caller.connect(socket.getLocalSocketAddress(), 100);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket caller : callers) {
            caller.close();
        }
        socket.close();
    }
}
