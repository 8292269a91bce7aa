package upstream;

/** The bytes of a whole HTTP answer, and how long to wait before they are sent. */
record Reply(int delayMillis, byte[] bytes) {
    /** No answer, and the connection stays open. */
    static final Reply NONE = new Reply(0, new byte[0]);

    /** No answer, and the connection breaks. */
    static final Reply RESET = new Reply(0, new byte[0]);
}
