package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Answers each connection's first request with the same bytes, HTTP or not. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final String answer;
    private final boolean staying;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    private RawServer(String answer, boolean staying, ServerSocketFactory sockets)
            throws IOException {
        this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answer = answer;
        this.staying = staying;
        Thread.ofVirtual().start(this::serve);
    }

    /** One that closes the connection after its answer. */
    RawServer(String answer) throws IOException {
        this(answer, ServerSocketFactory.getDefault());
    }

    RawServer(String answer, ServerSocketFactory sockets) throws IOException {
        this(answer, false, sockets);
    }

    /** One that leaves the connection open after its answer, as if more were to come. */
    static RawServer staying(String answer) throws IOException {
        return new RawServer(answer, true, ServerSocketFactory.getDefault());
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                answer(socket.accept());
            } catch (IOException e) {
                // The caller went away, or the test is over.
            }
        }
    }

    private void answer(Socket connection) throws IOException {
        connections.add(connection);
        readRequest(connection);
        connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
        if (!staying) {
            connection.close();
        }
    }

    private static void readRequest(Socket connection) throws IOException {
        BufferedReader reader = new BufferedReader(
                new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        for (String line = reader.readLine(); line != null && !line.isEmpty();) {
            line = reader.readLine();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
