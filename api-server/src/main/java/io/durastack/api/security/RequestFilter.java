package io.durastack.api.security;

import io.durastack.api.ApiSettings;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.BodyTooLargeException;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.problem.Problems;
import io.durastack.inventory.database.SqlFailures;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Around every request: its id, the bound on its body, and the audit of those that change
 * something.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFilter extends OncePerRequestFilter {

    private final int maxBodyBytes;
    private final JsonMapper json;
    private final AuditTrail audit;

    RequestFilter(ApiSettings settings, JsonMapper json, AuditTrail audit) {
        this.maxBodyBytes = settings.maxBodyBytes();
        this.json = json;
        this.audit = audit;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = RequestId.of(request);
        response.setHeader(RequestId.HEADER, id);
        MDC.put("requestId", id);
        try {
            if (request.getContentLengthLong() > maxBodyBytes) {
                write(
                        ApiProblem.of(
                                ProblemCode.TOO_LARGE,
                                "at most " + maxBodyBytes + " bytes are read"),
                        request,
                        response);
            } else {
                chain.doFilter(new BoundedBody(request, maxBodyBytes), response);
            }
        } catch (DataAccessException away) {
            // Of a token that could not be looked up: outside of all routes nobody else translates
            // it.
            if (SqlFailures.passing(away).isEmpty()) {
                throw away;
            }
            write(
                    ApiProblem.of(ProblemCode.UNAVAILABLE, "the inventory does not answer"),
                    request,
                    response);
        } finally {
            audit.note(request, response.getStatus());
            MDC.remove("requestId");
        }
    }

    private void write(ApiProblem problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.setAttribute("problemCode", problem.code().text());
        response.setStatus(problem.code().status().value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        if (problem.code().retryable()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        }
        json.writeValue(response.getOutputStream(), Problems.document(problem, request));
    }

    /** A body without a declared length is cut when it has grown too large. */
    private static final class BoundedBody extends HttpServletRequestWrapper {

        private final int limit;

        BoundedBody(HttpServletRequest request, int limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream body = super.getInputStream();
            return new ServletInputStream() {

                private int read;

                @Override
                public int read() throws IOException {
                    int next = body.read();
                    if (next >= 0 && ++read > limit) {
                        throw new BodyTooLargeException(limit);
                    }
                    return next;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int count = body.read(bytes, offset, length);
                    if (count > 0) {
                        read += count;
                    }
                    if (read > limit) {
                        throw new BodyTooLargeException(limit);
                    }
                    return count;
                }

                @Override
                public boolean isFinished() {
                    return body.isFinished();
                }

                @Override
                public boolean isReady() {
                    return body.isReady();
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }
    }
}
