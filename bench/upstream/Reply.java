package upstream;

/** The bytes of a whole HTTP answer, and how long to wait before they are sent. */
record Reply(int delayMillis, byte[] bytes) {
}
