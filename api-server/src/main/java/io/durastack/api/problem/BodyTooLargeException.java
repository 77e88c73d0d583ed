package io.durastack.api.problem;

import java.io.IOException;

/** A body was cut while it was read, as it grew over the limit. */
public final class BodyTooLargeException extends IOException {

    public BodyTooLargeException(int limit) {
        super("the body is larger than " + limit + " bytes");
    }
}
