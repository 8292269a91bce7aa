package io.llamagate.llamacloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** Answers the requests of every connection in turn with the same bytes, HTTP or not. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> answers;
    private final boolean staying;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> firstEnd = new CompletableFuture<>();

    private RawServer(List<String> answers, boolean staying, ServerSocketFactory sockets)
            throws IOException {
        this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        this.staying = staying;
        Thread.ofVirtual().start(this::serve);
    }

    /** One that closes the connection after its answer. */
    RawServer(String answer) throws IOException {
        this(answer, ServerSocketFactory.getDefault());
    }

    RawServer(String answer, ServerSocketFactory sockets) throws IOException {
        this(List.of(answer), false, sockets);
    }

    /** One that leaves the connection open after its last answer, as if more were to come. */
    static RawServer staying(String... answers) throws IOException {
        return new RawServer(List.of(answers), true, ServerSocketFactory.getDefault());
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Holds what was said after the last answer, once a caller has ended its connection. */
    CompletableFuture<String> firstEnd() {
        return firstEnd;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // The test is over.
            }
        }
    }

    private void serve(Socket connection) {
        try {
            BufferedReader requests = new BufferedReader(
                    new InputStreamReader(connection.getInputStream(), ISO_8859_1));
            for (String answer : answers) {
                readRequest(requests);
                connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
            }
            if (!staying) {
                connection.close();
            }
            firstEnd.complete(requests.readAllAsString());
        } catch (IOException e) {
            firstEnd.completeExceptionally(e);
            // The caller went away, or the test is over.
        }
    }

    private static void readRequest(BufferedReader requests) throws IOException {
        for (String line = requests.readLine(); line != null && !line.isEmpty();) {
            line = requests.readLine();
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
