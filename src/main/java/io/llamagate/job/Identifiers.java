package io.llamagate.job;

/**
 * The one grammar of every id that the gateway lets through: letters, digits, {@code _} and
 * {@code -}, beginning with a letter or digit. It is narrower than LlamaCloud's (contract section
 * 1.1 sets no limit) because the gateway lends its key to the path that the id becomes part of.
 */
final class Identifiers {
    private Identifiers() {
    }

    static boolean isValid(String value, int maxLength) {
        if (value.isEmpty() || value.length() > maxLength || !isAlphanumeric(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }

    /** The rule as a sentence for callers. */
    static String rule(String parameter, int maxLength) {
        return ("%s must be 1 to %d characters of A-Z, a-z, 0-9, _ and -,"
                + " beginning with a letter or digit.").formatted(parameter, maxLength);
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }
}
