package io.llamagate.setting;

/**
 * The gateway cannot start with what it was told. The message names the setting and what is wrong,
 * never a key.
 */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * Takes two texts for the person who starts the gateway.
     *
     * @param problem what is wrong, naming the setting
     * @param action what to do about it
     */
    public InvalidSettingException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    String action() {
        return action;
    }
}
