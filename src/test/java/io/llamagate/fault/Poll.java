package io.llamagate.fault;

/**
 * What one poll of a job gave.
 *
 * @param job which job
 * @param at when it was sent, in nanoseconds of the system
 * @param nanos how long it took
 * @param status its HTTP status, or 0 if there was no answer
 * @param madeAt when LlamaCloud made the answer, in nanoseconds of the system, or 0
 */
record Poll(int job, long at, long nanos, int status, long madeAt) {
    long end() {
        return at + nanos;
    }
}
