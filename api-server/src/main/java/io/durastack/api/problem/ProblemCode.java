package io.durastack.api.problem;

import org.springframework.http.HttpStatus;

/** The documented codes of problems. On the wire a code is an open string. */
public enum ProblemCode {
    BAD_REQUEST(
            HttpStatus.BAD_REQUEST,
            "The request cannot be read.",
            "See the errors, and /v3/api-docs for the shape.",
            false),
    UNKNOWN_FIELD(
            HttpStatus.BAD_REQUEST,
            "The request has a field that is not known.",
            "Check its spelling.",
            false),
    BAD_LIST(
            HttpStatus.BAD_REQUEST,
            "The list cannot be asked for in this way.",
            "See the detail for what can.",
            false),
    INVALID(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The request is not valid.",
            "See the errors.",
            false),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            "Who are you?",
            "Send the header 'Authorization: Bearer <token>' with a valid token.",
            false),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "This token may not do that.",
            "Use a token with a wider scope.",
            false),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is no such thing.",
            "List what there is, by name or id.",
            false),
    NO_SUCH_ROUTE(HttpStatus.NOT_FOUND, "There is no such route.", "See /v3/api-docs.", false),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "The route does not know this method.",
            "See /v3/api-docs.",
            false),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body is of a type that is not read here.",
            "Send application/json.",
            false),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is too large.", "Send less at once.", false),
    NAME_TAKEN(HttpStatus.CONFLICT, "The name is taken.", "Choose another name.", false),
    IN_USE(
            HttpStatus.CONFLICT,
            "It is in use.",
            "Delete what uses it first; see the breakdown.",
            false),
    PROTECTED(
            HttpStatus.CONFLICT,
            "It is protected from being deleted.",
            "Set deleteProtection to false first.",
            false),
    CONFLICT(HttpStatus.CONFLICT, "This cannot be done as things stand.", "See the detail.", false),
    OPERATION_IN_PROGRESS(
            HttpStatus.CONFLICT,
            "Another operation is in progress.",
            "Wait for it, or cancel it.",
            true),
    PAST_CANCELLING(
            HttpStatus.CONFLICT, "It cannot be cancelled any more.", "Wait for its end.", false),
    NOT_HELD(
            HttpStatus.CONFLICT,
            "The operation is not held.",
            "Only a held operation takes a decision.",
            false),
    HELD(
            HttpStatus.CONFLICT,
            "The operation is held and waits for a decision.",
            "Decide on it with :retry, :rollback or :abandon.",
            false),
    FORWARD_ONLY(
            HttpStatus.CONFLICT,
            "The operation only goes forward.",
            "Repair what stops it and :retry, or :abandon it.",
            false),
    NO_CAPACITY(
            HttpStatus.CONFLICT,
            "No host has room for this.",
            "See the breakdown; choose a smaller offering, or add a host.",
            false),
    QUOTA_EXCEEDED(
            HttpStatus.CONFLICT,
            "The project's quota does not allow this.",
            "Delete something, or ask for more.",
            false),
    ETAG_MISMATCH(
            HttpStatus.PRECONDITION_FAILED,
            "It was changed meanwhile.",
            "Read it again and repeat the change.",
            false),
    KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The idempotency key was used with another body.",
            "Use a new key for a new request.",
            false),
    TOO_MANY_OPERATIONS(
            HttpStatus.TOO_MANY_REQUESTS,
            "The project has too many operations in flight.",
            "Wait until some have ended.",
            true),
    CURSOR_EXPIRED(
            HttpStatus.GONE,
            "The events after this cursor are gone.",
            "List the resources anew and start without a cursor.",
            false),
    HOST_KEY_UNKNOWN(
            HttpStatus.CONFLICT,
            "Nobody has accepted the machine's SSH host key yet.",
            "Compare the fingerprint with what 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub' prints"
                    + " on the machine itself; if it is the same, send the request again with the key as ssh.hostKey.",
            false),
    OPERATION_FAILED(
            HttpStatus.CONFLICT, "The operation did not succeed.", "See the operation.", false),
    READ_ONLY(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The installation was restored from a backup, and is read-only until its audit was accepted.",
            "Look at GET /v1/audit; then an administrator sends POST /v1/audit:accept with a reason.",
            false),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "Not at the moment.",
            "Try again in a few seconds.",
            true),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong on our side.",
            "Report it with the request id.",
            false);

    private final HttpStatus status;
    private final String title;
    private final String hint;
    private final boolean retryable;

    ProblemCode(HttpStatus status, String title, String hint, boolean retryable) {
        this.status = status;
        this.title = title;
        this.hint = hint;
        this.retryable = retryable;
    }

    /** As it is written in answers. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    public String hint() {
        return hint;
    }

    public boolean retryable() {
        return retryable;
    }
}
