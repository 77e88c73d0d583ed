package io.durastack.inventory.secret;

/** Why a process must not start with the encryption key that it has, or has not. */
public final class EncryptionKeyException extends RuntimeException {

    private final String action;

    /**
     * Says what is wrong and what to do.
     *
     * @param problem one sentence; never the key
     * @param action what to do about it
     */
    public EncryptionKeyException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
