package io.durastack.kvm.failure;

import org.jspecify.annotations.Nullable;

/** The one exception that calls to a host end with. */
public final class HostException extends RuntimeException {

    private final HostFailureKind kind;
    private final String code;
    private final String detail;

    /**
     * A failure with what caused it.
     *
     * @param code short word in capital letters that says more than the kind, {@code
     *     HOST_KEY_CHANGED}
     * @param message for an operator; never holds a secret. The code stands before it.
     */
    public HostException(
            HostFailureKind kind, String code, String message, @Nullable Throwable cause) {
        super(code + ": " + message, cause);
        this.kind = kind;
        this.code = code;
        this.detail = message;
    }

    public HostException(HostFailureKind kind, String code, String message) {
        this(kind, code, message, null);
    }

    /** What a caller decides by. */
    public HostFailureKind kind() {
        return kind;
    }

    /** Which failure of that kind it is. */
    public String code() {
        return code;
    }

    /** The message without the code before it. */
    public String detail() {
        return detail;
    }
}
