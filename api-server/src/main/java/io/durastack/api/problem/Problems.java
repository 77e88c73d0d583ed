package io.durastack.api.problem;

import io.durastack.api.security.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** Writes problem documents. */
public final class Problems {

    private Problems() {}

    /** The document of a problem with this request. */
    public static ProblemDetail document(ApiProblem problem, HttpServletRequest request) {
        ProblemCode code = problem.code();
        ProblemDetail document = ProblemDetail.forStatusAndDetail(code.status(), problem.detail());
        document.setType(URI.create("https://durastack.io/docs/errors#" + code.text()));
        document.setTitle(code.title());
        document.setInstance(URI.create(request.getRequestURI()));
        document.setProperty("code", code.text());
        document.setProperty("hint", code.hint());
        document.setProperty("retryable", code.retryable());
        document.setProperty("requestId", RequestId.of(request));
        if (!problem.fields().isEmpty()) {
            document.setProperty("errors", problem.fields());
        }
        if (problem.breakdown() != null) {
            document.setProperty("breakdown", problem.breakdown());
        }
        if (problem.operation() != null) {
            document.setProperty("operation", problem.operation());
        }
        return document;
    }

    /** The answer of a problem with this request. */
    public static ResponseEntity<Object> answer(ApiProblem problem, HttpServletRequest request) {
        request.setAttribute("problemCode", problem.code().text());
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.code().retryable()) {
            headers.set(HttpHeaders.RETRY_AFTER, "2");
        }
        return new ResponseEntity<>(document(problem, request), headers, problem.code().status());
    }
}
