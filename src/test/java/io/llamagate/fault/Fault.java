package io.llamagate.fault;

import java.time.Duration;

/** How LlamaCloud fails, and when answers have to be fresh again after that. */
enum Fault {
    ANSWERS_500,
    ANSWERS_503,
    REFUSES_THE_KEY,
    THROTTLES(Duration.ofSeconds(4), Duration.ofSeconds(5)),
    THROTTLES_AND_SAYS_HOW_LONG(Duration.ofSeconds(6), Duration.ofSeconds(2)),
    RESETS,
    REFUSES,
    HANGS,
    SENDS_SLOWLY,
    SENDS_HALF,
    HAS_NO_NAME,
    SPEAKS_NO_TLS,
    FLAPS;

    /** Short, so that a few seconds show what happens after it. */
    static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(2);

    private final Duration lasts;
    private final Duration pause;

    Fault() {
        this(Duration.ofSeconds(6), Duration.ZERO);
    }

    /** One after which the key is paused for a while. */
    Fault(Duration lasts, Duration pause) {
        this.lasts = lasts;
        this.pause = pause;
    }

    /** How long LlamaCloud fails so. */
    Duration lasts() {
        return lasts;
    }

    /** How long nothing may be asked after the first answer of this kind, or zero. */
    Duration pause() {
        return pause;
    }

    /** How long after LlamaCloud's recovery all answers have to be fresh again. */
    Duration freshWithin() {
        if (pause.isPositive()) {
            return pause.plusSeconds(3);
        }
        return this == HANGS ? RESPONSE_TIMEOUT.plusSeconds(3) : Duration.ofSeconds(7);
    }

    /** Whether connections that are open break when it begins. */
    boolean breaksConnections() {
        return this == REFUSES || this == HAS_NO_NAME || this == SPEAKS_NO_TLS;
    }
}
