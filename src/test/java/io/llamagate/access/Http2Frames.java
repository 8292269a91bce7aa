package io.llamagate.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Bytes of HTTP/2 that no client library would send (RFC 9113, RFC 7541). */
final class Http2Frames {
    /** More than any server should put up with. */
    static final int MANY = 100_000;

    /** The connection preface (section 3.4) with empty settings. */
    static final byte[] PREFACE = concat("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII),
            frame(4, 0, 0, new byte[0]));

    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int END_STREAM_AND_HEADERS = 5;
    private static final byte[] CANCEL = {0, 0, 0, 8};

    private Http2Frames() {
    }

    /** Opens a stream with a GET of a path of up to 126 characters. */
    static byte[] request(int stream, String path) {
        byte[] headers = concat(new byte[]{(byte) 0x82, (byte) 0x86, 4, (byte) path.length()},
                path.getBytes(US_ASCII));
        return frame(HEADERS, END_STREAM_AND_HEADERS, stream, headers);
    }

    /** Opens a stream with a GET, and cancels it at once. */
    static byte[] requestAndReset(int stream, String path) {
        return concat(request(stream, path), frame(RST_STREAM, 0, stream, CANCEL));
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        byte[] head = {0, (byte) (payload.length >> 8), (byte) payload.length, (byte) type,
            (byte) flags, (byte) (stream >> 24), (byte) (stream >> 16), (byte) (stream >> 8),
            (byte) stream};
        return concat(head, payload);
    }

    static byte[] concat(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
