package io.durastack.api.problem;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a request is refused, in the caller's words. */
public final class ApiProblem extends RuntimeException {

    /** What is wrong with one field. */
    public record Field(String pointer, String code, String message) {}

    private final ProblemCode code;
    private final List<Field> fields;
    private final transient @Nullable Object breakdown;
    private final @Nullable UUID operation;

    private ApiProblem(
            ProblemCode code,
            String detail,
            List<Field> fields,
            @Nullable Object breakdown,
            @Nullable UUID operation) {
        super(detail);
        this.code = code;
        this.fields = List.copyOf(fields);
        this.breakdown = breakdown;
        this.operation = operation;
    }

    /** A problem with one sentence on what exactly is wrong. */
    public static ApiProblem of(ProblemCode code, String detail) {
        return new ApiProblem(code, detail, List.of(), null, null);
    }

    /** A field that is not valid; the pointer is one of RFC 6901. */
    public static ApiProblem invalid(String pointer, String message) {
        return fields(ProblemCode.INVALID, List.of(new Field(pointer, "invalid", message)));
    }

    /** Several fields that are wrong. */
    public static ApiProblem fields(ProblemCode code, List<Field> fields) {
        String detail =
                String.join(
                        "; ",
                        fields.stream().map(it -> it.pointer() + ": " + it.message()).toList());
        return new ApiProblem(code, detail, fields, null, null);
    }

    /** A problem with numbers to it. */
    public static ApiProblem withBreakdown(ProblemCode code, String detail, Object breakdown) {
        return new ApiProblem(code, detail, List.of(), breakdown, null);
    }

    /** A problem that is another operation, or that an operation had. */
    public static ApiProblem withOperation(ProblemCode code, String detail, UUID operation) {
        return new ApiProblem(code, detail, List.of(), null, operation);
    }

    public ProblemCode code() {
        return code;
    }

    /** What exactly is wrong. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    List<Field> fields() {
        return fields;
    }

    @Nullable Object breakdown() {
        return breakdown;
    }

    @Nullable UUID operation() {
        return operation;
    }
}
