package io.llamagate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What a hit leaves to the garbage collector, from the socket to the socket, Tomcat's included. */
@TestPropertySource(properties = {"llamagate.callers.limit.requests-per-second=100000",
    "llamagate.callers.limit.burst=100000"})
class HitAllocationTests extends GatewayTest {
    private static final int HITS = 10_000;
    private static final byte[] SUCCESS = "HTTP/1.1 200".getBytes(ISO_8859_1);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final byte[] answer = new byte[8192];

    @Test
    void aHitAllocatesLessThanSixKibibytes() {
        llamaCloudTells("completed");
        String job = freshJob();
        ask(job);
        // The first time warms up, and the least is free of what others allocate meanwhile.
        LongStream bytes = LongStream.generate(() -> bytesAllocatedByHits(job)).limit(4);
        assertThat(bytes.min().orElseThrow()).isLessThan(6L * 1024 * HITS);
    }

    private long bytesAllocatedByHits(String job) {
        byte[] question = "GET /batch-jobs/%s/status HTTP/1.1\r\nHost: gateway\r\n\r\n"
                .formatted(job).getBytes(ISO_8859_1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(),
                address("/").getPort())) {
            socket.setSoTimeout(10_000);
            long before = THREADS.getTotalThreadAllocatedBytes();
            for (int i = 0; i < HITS; i++) {
                socket.getOutputStream().write(question);
                readHit(socket);
            }
            return THREADS.getTotalThreadAllocatedBytes() - before;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Its last brace, which arrives with the rest of the body, ends it. */
    private void readHit(Socket socket) throws IOException {
        int length = 0;
        while (length == 0 || answer[length - 1] != '}') {
            int read = socket.getInputStream().read(answer, length, answer.length - length);
            if (read < 0) {
                throw new EOFException("The gateway hung up.");
            }
            length += read;
        }
        if (!Arrays.equals(answer, 0, SUCCESS.length, SUCCESS, 0, SUCCESS.length)) {
            throw new IOException("No hit: " + new String(answer, 0, length, ISO_8859_1));
        }
    }
}
