package io.durastack.inventory.list;

/** A list was asked for in a way that it cannot be; the message says what can. */
public final class BadListException extends RuntimeException {

    private final String parameter;

    BadListException(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /** The query parameter that was wrong. */
    public String parameter() {
        return parameter;
    }
}
