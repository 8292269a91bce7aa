package io.llamagate.job;

/** Why no answer came. */
public enum Failure {
    /** LlamaCloud refused the gateway's key. */
    CREDENTIALS_REJECTED,
    /** LlamaCloud knows the key, but its plan or rights do not reach the job. */
    ACCESS_DENIED,
    /** LlamaCloud said that it failed. */
    SERVER_ERROR,
    /** LlamaCloud answered with a status that the contract does not know, a redirect included. */
    UNEXPECTED_STATUS,
    /** The body is not the JSON that the contract promises. */
    INVALID_BODY,
    /** The body exceeds what the gateway reads. */
    BODY_TOO_LARGE,
    /** The connection ended in the middle of the body. */
    BODY_CUT_OFF,
    /** Nobody listens at LlamaCloud's address. */
    CONNECTION_REFUSED,
    /** The connection broke before an answer. */
    CONNECTION_LOST,
    /** LlamaCloud's name does not resolve. */
    DNS_ERROR,
    /** LlamaCloud's name was not resolved in time. */
    DNS_TIMEOUT,
    /** No secure connection could be agreed on. */
    TLS_ERROR,
    /** LlamaCloud's certificate is not trusted. */
    CERTIFICATE_REJECTED,
    /** No connection in time. */
    CONNECT_TIMEOUT,
    /** No complete answer in time. */
    RESPONSE_TIMEOUT,
    /** LlamaCloud throttles the key. */
    RATE_LIMITED,
    /** The gateway's question reached a gateway, not LlamaCloud. */
    LOOP,
    /** LlamaCloud refused the key a moment ago, so nothing is asked with it. */
    KEY_REFUSED(false),
    /** LlamaCloud throttled the key a moment ago, so nothing is asked with it. */
    KEY_PAUSED(false),
    /** LlamaCloud failed too often a moment ago, so nothing is asked. */
    CIRCUIT_OPEN(false),
    /** As much as is allowed was asked already. */
    BUDGET_SPENT(false),
    /** Too many fetches are under way already, or too many callers wait for them. */
    OVERLOADED(false),
    /** The caller takes an answer from memory only, and there is none. */
    NOT_CACHED(false),
    /** The gateway is ending. */
    SHUTTING_DOWN(false);

    private final boolean wasAsked;

    Failure() {
        this(true);
    }

    Failure(boolean wasAsked) {
        this.wasAsked = wasAsked;
    }

    /** Whether LlamaCloud was asked, or would have been had it been reached. */
    public boolean wasAsked() {
        return wasAsked;
    }
}
