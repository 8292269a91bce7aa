package io.llamagate.job;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The status of a job: LlamaCloud's own JSON, checked, and what the gateway needs to know of it.
 * Immutable; callers must not write to the body.
 */
public final class JobStatus implements JobAnswer {
    /** To be copied, which costs less than to look one up. */
    private static final MessageDigest SHA_256 = sha256();

    private final JobState state;
    private final String project;
    private final double percentage;
    private final byte[] body;
    private final String entityTag;

    /**
     * Takes over the array, which nobody may change afterwards.
     *
     * @param project the id of the job's project, as the body tells it
     * @param percentage how much of it is done, as the body tells it
     */
    public JobStatus(JobState state, String project, double percentage, byte[] body) {
        this.state = state;
        this.project = project;
        this.percentage = percentage;
        this.body = body;
        this.entityTag = entityTagOf(body);
    }

    /** The state that the body tells. */
    public JobState state() {
        return state;
    }

    /** The id of the project that the job belongs to, as the body tells it. */
    public String project() {
        return project;
    }

    /**
     * How much of the job is done, 0 to 100 by contract section 1.2, but any number that the body
     * tells.
     */
    public double percentage() {
        return percentage;
    }

    /** LlamaCloud's JSON, byte for byte. Shared, not a copy. */
    public byte[] body() {
        return body;
    }

    /**
     * The strong entity tag of the body as RFC 9110 section 8.8.3 writes it, quotes included. It
     * depends on the body alone, so every replica gives the same.
     */
    public String entityTag() {
        return entityTag;
    }

    /** Whether the other one tells the same, byte for byte. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JobStatus status && Arrays.equals(body, status.body);
    }

    @Override
    public int hashCode() {
        return entityTag.hashCode();
    }

    private static String entityTagOf(byte[] body) {
        try {
            byte[] digest = ((MessageDigest) SHA_256.clone()).digest(body);
            return '"' + Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(Arrays.copyOf(digest, 16)) + '"';
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's SHA-256 can be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
