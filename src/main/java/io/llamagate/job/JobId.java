package io.llamagate.job;

/**
 * The id of a batch job, safe to stand as one segment of a path: 1 to 128 characters of
 * {@code A-Za-z0-9_-}, beginning with a letter or digit, and not the word {@code items}, which is a
 * sibling path at LlamaCloud (contract section 3).
 *
 * @param value the id as the caller wrote it
 */
public record JobId(String value) {
    private static final int MAX_LENGTH = 128;

    /** The rule as a sentence for callers. */
    public static final String RULE = Identifiers.rule("The job id", MAX_LENGTH);

    /** The rule as a regular expression, for the published contract. */
    public static final String PATTERN =
            "^(?![iI][tT][eE][mM][sS]$)[A-Za-z0-9][A-Za-z0-9_-]{0,127}$";

    /**
     * Refuses what is not an id.
     *
     * @throws InvalidRequestException with a sentence for the caller
     */
    public JobId {
        if (!isValid(value)) {
            throw new InvalidRequestException(
                    reserved(value) ? "The job id must not be the word items." : RULE);
        }
    }

    /** Whether the value could be the id of a job. */
    public static boolean isValid(String value) {
        return Identifiers.isValid(value, MAX_LENGTH) && !reserved(value);
    }

    private static boolean reserved(String value) {
        return value.equalsIgnoreCase("items");
    }

    @Override
    public String toString() {
        return value;
    }
}
