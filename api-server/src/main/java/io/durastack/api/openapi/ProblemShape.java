package io.durastack.api.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A problem as it is written, for the document alone.
 *
 * @param code open string; see the page of errors for the documented ones
 * @param hint what to do next
 * @param retryable whether the same request may work later
 * @param operation the operation in the way, or the one that failed
 * @param breakdown numbers to it
 */
@Schema(name = "Problem")
record ProblemShape(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        String hint,
        boolean retryable,
        String requestId,
        @Nullable List<Field> errors,
        @Nullable Object breakdown,
        @Nullable UUID operation) {

    /** What is wrong with one field. */
    @Schema(name = "ProblemField")
    record Field(String pointer, String code, String message) {}
}
