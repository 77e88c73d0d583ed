package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.inventory.operation.ClaimConflictException;
import io.durastack.workflows.engine.Payloads;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * A repeated POST with the same key is the same request: it gets the first answer again. The key is
 * written in the transaction of what it stands for, as its last statement; of two at once the
 * second finds the key taken, or the first in its way, rolls back whole, and answers what the first
 * did. A refused request rolls back with its key, and so is not remembered.
 */
@Component
public final class Idempotency {

    private static final String HEADER = "Idempotency-Key";

    private final House house;

    Idempotency(House house) {
        this.house = house;
    }

    private record Stored(
            String bodySha256, int status, String answer, @Nullable UUID operationId) {}

    /**
     * Runs a request that makes something, once per key.
     *
     * @param project of the key
     * @param body what was asked, as it was read
     * @param work inside the transaction; answers status and body
     */
    public ResponseEntity<?> once(
            HttpServletRequest request,
            UUID project,
            Object body,
            Supplier<ResponseEntity<?>> work) {
        String key = request.getHeader(HEADER);
        if (key == null) {
            return house.transactions().run(work);
        }
        if (key.isBlank() || key.length() > 255) {
            throw ApiProblem.of(ProblemCode.BAD_REQUEST, HEADER + " must have 1 to 255 characters");
        }
        String digest = digest(body);
        try {
            return house.transactions()
                    .run(() ->
                            replay(project, request, key, digest)
                                    .<ResponseEntity<?>>map(it -> it)
                                    .orElseGet(() ->
                                            remember(project, request, key, digest, work.get())));
        } catch (DuplicateKeyException | ClaimConflictException | ApiProblem refused) {
            if (refused instanceof ApiProblem problem && problem.code().retryable()) {
                throw refused;
            }
            // Perhaps by its own twin, which came a moment earlier: it has taken the key, or holds
            // what this one claims, or has the last room. Else by something that is in its way.
            return house.transactions()
                    .run(() -> replay(project, request, key, digest))
                    .orElseThrow(() -> refused);
        }
    }

    private Optional<ResponseEntity<Object>> replay(
            UUID project, HttpServletRequest request, String key, String digest) {
        return house.jdbc()
                .sql(
                        """
                        select body_sha256, status, answer::text, operation_id from idempotency_key
                        where project_id = :project and path = :path and key = :key
                        """)
                .param("project", project)
                .param("path", request.getRequestURI())
                .param("key", key)
                .query(Stored.class)
                .optional()
                .map(stored -> answer(stored, digest));
    }

    private static ResponseEntity<Object> answer(Stored stored, String digest) {
        if (!stored.bodySha256().equals(digest)) {
            throw ApiProblem.of(
                    ProblemCode.KEY_REUSED, "the key belongs to a request with another body");
        }
        ResponseEntity.BodyBuilder replayed =
                ResponseEntity.status(stored.status()).header("Idempotency-Replayed", "true");
        if (stored.operationId() != null) {
            replayed.location(URI.create("/v1/operations/" + stored.operationId()));
        }
        return replayed.body(Payloads.mapper().readValue(stored.answer(), Map.class));
    }

    private ResponseEntity<?> remember(
            UUID project,
            HttpServletRequest request,
            String key,
            String digest,
            ResponseEntity<?> answer) {
        @Nullable Object body = answer.getBody();
        house.jdbc()
                .sql(
                        """
                        insert into idempotency_key (project_id, path, key, body_sha256, operation_id, status, answer)
                        values (:project, :path, :key, :digest, :operation, :status, :answer::jsonb)
                        """)
                .param("project", project)
                .param("path", request.getRequestURI())
                .param("key", key)
                .param("digest", digest)
                .param(
                        "operation",
                        body instanceof Accepted<?> accepted ? accepted.operation().id() : null)
                .param("status", answer.getStatusCode().value())
                .param("answer", Payloads.mapper().writeValueAsString(body))
                .update();
        return answer;
    }

    private static String digest(Object body) {
        try {
            byte[] json =
                    Payloads.mapper().writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
