package io.llamagate.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A LlamaCloud that can be made to fail. A status tells when it was made, as its total_items. */
final class FaultyLlamaCloud implements AutoCloseable {

    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Long> questions = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final @Nullable SSLContext tls;
    private final int port;
    private volatile ServerSocket socket;
    private volatile @Nullable Fault fault;
    private volatile Duration delay = Duration.ZERO;

    FaultyLlamaCloud(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        this.socket = listen(0);
        this.port = socket.getLocalPort();
    }

    int port() {
        return port;
    }

    /** When it was asked, in nanoseconds of the system. */
    List<Long> questions() {
        return questions;
    }

    /** Takes this long to answer from now on. */
    void answersAfter(Duration time) {
        this.delay = time;
    }

    void fails(Fault begins) throws IOException {
        this.fault = begins;
        if (begins == Fault.REFUSES) {
            socket.close();
        }
        if (begins.breaksConnections()) {
            closeConnections();
        }
    }

    void recovers() throws IOException {
        fault = null;
        if (socket.isClosed()) {
            socket = listen(port);
        }
    }

    private ServerSocket listen(int onPort) throws IOException {
        ServerSocket listening = new ServerSocket(onPort, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(listening));
        return listening;
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // Closed, by the fault or by the test's end.
            }
        }
    }

    private void serve(Socket connection) {
        if (tls != null && fault == Fault.SPEAKS_NO_TLS) {
            refuse(connection);
            return;
        }
        try (connection; Socket secured = secured(connection)) {
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(secured.getInputStream(), ISO_8859_1));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty()) {
                    questions.add(System.nanoTime());
                    answer(secured, secured.getOutputStream());
                }
            }
        } catch (IOException e) {
            // The connection is over for one side or the other.
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void refuse(Socket connection) {
        try (connection) {
            write(connection.getOutputStream(), "400 This is not https", "", "");
        } catch (IOException e) {
            // The connection is over for the other side too.
        }
    }

    private Socket secured(Socket connection) throws IOException {
        if (tls == null) {
            return connection;
        }
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(connection, null,
                port, true);
        secured.setUseClientMode(false);
        return secured;
    }

    private void answer(Socket connection, OutputStream out)
            throws IOException, InterruptedException {
        switch (fault) {
            case ANSWERS_500 -> write(out, "500 Error", "", "{}");
            case ANSWERS_503 -> write(out, "503 Unavailable", "", "{}");
            case REFUSES_THE_KEY -> write(out, "401 Unauthorized", "", "{}");
            case THROTTLES -> write(out, "429 Slow down", "", "{}");
            case THROTTLES_AND_SAYS_HOW_LONG ->
                write(out, "429 Slow down", "Retry-After: 2\r\n", "{}");
            case RESETS -> {
                connection.setSoLinger(true, 0);
                connection.close();
            }
            case HANGS -> new CountDownLatch(1).await();
            case SENDS_SLOWLY -> {
                out.write(head("200 OK", 500, ""));
                for (int i = 0; i < 500; i++) {
                    out.write(' ');
                    out.flush();
                    Thread.sleep(Duration.ofMillis(200));
                }
            }
            case SENDS_HALF -> {
                out.write(head("200 OK", 500, ""));
                out.write("{\"job\":".getBytes(ISO_8859_1));
                out.flush();
                connection.close();
            }
            case FLAPS -> {
                if (answers.incrementAndGet() % 2 == 0) {
                    write(out, "502 Bad gateway", "", "{}");
                } else {
                    writeStatus(out);
                }
            }
            case REFUSES, HAS_NO_NAME, SPEAKS_NO_TLS -> connection.close();
            case null -> {
                Thread.sleep(delay);
                writeStatus(out);
            }
        }
    }

    private static void writeStatus(OutputStream out) throws IOException {
        write(out, "200 OK", "",
                """
                        {"job":{"id":"bjb-1","status":"running","project_id":"proj-1",\
                        "job_type":"parse","total_items":%d},"progress_percentage":33.3}"""
                        .formatted(System.nanoTime()));
    }

    private static void write(OutputStream out, String status, String headers, String body)
            throws IOException {
        out.write(head(status, body.length(), headers));
        out.write(body.getBytes(ISO_8859_1));
        out.flush();
    }

    private static byte[] head(String status, int length, String headers) {
        return "HTTP/1.1 %s\r\nContent-Length: %d\r\n%s\r\n".formatted(status, length, headers)
                .getBytes(ISO_8859_1);
    }

    private void closeConnections() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
    }

    @Override
    public void close() {
        try {
            socket.close();
            closeConnections();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
