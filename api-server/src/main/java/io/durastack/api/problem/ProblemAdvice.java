package io.durastack.api.problem;

import io.durastack.api.security.RequestId;
import io.durastack.inventory.database.SqlFailures;
import io.durastack.inventory.list.BadListException;
import io.durastack.inventory.operation.ClaimConflictException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The one place where exceptions become problems. */
@RestControllerAdvice
class ProblemAdvice {

    /** What is taken, by the unique index that says so. */
    private static final Map<String, String> TAKEN =
            Map.of(
                    "host_address_of_pool", "another host has this address and port",
                    "primary_storage_path", "another primary storage of the cluster has this path",
                    "l2_network_bridge", "another L2 network of the zone has this bridge",
                    "l2_network_segment",
                            "another L2 network of the zone has this physical network and VLAN");

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<Object> problem(ApiProblem problem, HttpServletRequest request) {
        return Problems.answer(problem, request);
    }

    @ExceptionHandler
    ResponseEntity<Object> list(BadListException bad, HttpServletRequest request) {
        return Problems.answer(
                ApiProblem.fields(
                        ProblemCode.BAD_LIST,
                        List.of(
                                new ApiProblem.Field(
                                        "?" + bad.parameter(),
                                        "bad_list",
                                        String.valueOf(bad.getMessage())))),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> claimed(ClaimConflictException conflict, HttpServletRequest request) {
        return Problems.answer(
                ApiProblem.withOperation(
                        ProblemCode.OPERATION_IN_PROGRESS,
                        String.valueOf(conflict.getMessage()),
                        conflict.holder().value()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> unreadable(
            HttpMessageNotReadableException unreadable, HttpServletRequest request) {
        return Problems.answer(explain(unreadable.getCause()), request);
    }

    private static ApiProblem explain(@Nullable Throwable cause) {
        if (cause instanceof BodyTooLargeException
                || (cause != null && cause.getCause() instanceof BodyTooLargeException)) {
            return ApiProblem.of(
                    ProblemCode.TOO_LARGE, "the body is larger than this server reads");
        }
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return ApiProblem.fields(
                    ProblemCode.UNKNOWN_FIELD,
                    List.of(
                            new ApiProblem.Field(
                                    pointer(unknown),
                                    "unknown_field",
                                    "not known here; there are "
                                            + unknown.getKnownPropertyIds().stream()
                                                    .map(String::valueOf)
                                                    .sorted()
                                                    .collect(Collectors.joining(", ")))));
        }
        if (cause instanceof DatabindException wrong) {
            return ApiProblem.fields(
                    ProblemCode.BAD_REQUEST,
                    List.of(
                            new ApiProblem.Field(
                                    pointer(wrong), "wrong_type", wrong.getOriginalMessage())));
        }
        return ApiProblem.of(
                ProblemCode.BAD_REQUEST,
                cause instanceof JacksonException json
                        ? "no JSON: " + json.getOriginalMessage()
                        : "the body is missing");
    }

    private static String pointer(DatabindException failure) {
        return failure.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null
                                ? "/" + step.getIndex()
                                : "/" + step.getPropertyName())
                .collect(Collectors.joining());
    }

    @ExceptionHandler
    ResponseEntity<Object> invalid(
            MethodArgumentNotValidException invalid, HttpServletRequest request) {
        return Problems.answer(
                ApiProblem.fields(
                        ProblemCode.INVALID,
                        invalid.getFieldErrors().stream()
                                .map(error ->
                                        new ApiProblem.Field(
                                                "/" + error.getField().replace('.', '/'),
                                                "invalid",
                                                String.valueOf(error.getDefaultMessage())))
                                .toList()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> nothingThere(
            NoResourceFoundException nothing, HttpServletRequest request) {
        return Problems.answer(
                ApiProblem.of(
                        ProblemCode.NO_SUCH_ROUTE,
                        "nothing is served at " + request.getRequestURI()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> method(
            HttpRequestMethodNotSupportedException method, HttpServletRequest request) {
        return Problems.answer(
                ApiProblem.of(
                        ProblemCode.METHOD_NOT_ALLOWED,
                        request.getRequestURI() + " knows " + method.getSupportedHttpMethods()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> media(
            HttpMediaTypeNotSupportedException media, HttpServletRequest request) {
        return Problems.answer(
                ApiProblem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "not " + media.getContentType()),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> duplicate(DuplicateKeyException duplicate, HttpServletRequest request) {
        String message = String.valueOf(duplicate.getMostSpecificCause().getMessage());
        if (message.contains("_name\"")) {
            return Problems.answer(
                    ApiProblem.of(ProblemCode.NAME_TAKEN, "another one has this name"), request);
        }
        return Problems.answer(
                ApiProblem.of(
                        ProblemCode.CONFLICT,
                        TAKEN.entrySet().stream()
                                .filter(it -> message.contains(it.getKey()))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElse("something else is there already")),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> limit(
            DataIntegrityViolationException violation, HttpServletRequest request) {
        String message = String.valueOf(violation.getMostSpecificCause().getMessage());
        return message.contains("project_usage")
                ? Problems.answer(
                        ApiProblem.of(
                                ProblemCode.QUOTA_EXCEEDED,
                                "the project would use more than it may"),
                        request)
                : unexpected(violation, request);
    }

    /** What stands in a path names a thing, so one that cannot be a name names nothing. */
    @ExceptionHandler
    ResponseEntity<Object> mistyped(
            MethodArgumentTypeMismatchException mistyped, HttpServletRequest request) {
        boolean inPath = mistyped.getParameter().hasParameterAnnotation(PathVariable.class);
        return Problems.answer(
                inPath
                        ? ApiProblem.of(
                                ProblemCode.NOT_FOUND, "there is no '" + mistyped.getValue() + "'")
                        : ApiProblem.of(
                                ProblemCode.BAD_REQUEST,
                                "'"
                                        + mistyped.getValue()
                                        + "' is no value of "
                                        + mistyped.getName()),
                request);
    }

    /** The client went away in the middle of an answer: there is nobody to tell. */
    @ExceptionHandler
    void away(AsyncRequestNotUsableException away) {
        LOG.debug("a client went away", away);
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception thrown, HttpServletRequest request) {
        if (SqlFailures.passing(thrown).isPresent()) {
            LOG.warn(
                    "request {}: the inventory does not answer: {}",
                    RequestId.of(request),
                    thrown.toString());
            return Problems.answer(
                    ApiProblem.of(ProblemCode.UNAVAILABLE, "the inventory does not answer"),
                    request);
        }
        LOG.error("request {} failed", RequestId.of(request), thrown);
        return Problems.answer(
                ApiProblem.of(ProblemCode.INTERNAL, "see the log of the API server"), request);
    }
}
