package io.durastack.api.security;

import io.durastack.workflows.engine.Payloads;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One line for each request that changes something or tried to, refused ones too. Lines are written
 * in batches, within a second: what was accepted stands with its actor in the row of its operation
 * and event anyway, by the same commit.
 */
@Component
class AuditTrail implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    record Line(
            Instant at,
            String requestId,
            String actor,
            @Nullable String tokenId,
            String sourceAddress,
            String method,
            String path,
            int status,
            @Nullable String code) {}

    private final JdbcClient jdbc;
    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(50_000);
    private volatile boolean running;
    private Thread thread = new Thread();

    AuditTrail(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void note(HttpServletRequest request, int status) {
        if (READING.contains(request.getMethod())) {
            return;
        }
        Caller caller =
                request.getAttribute(CallerFilter.ATTRIBUTE) instanceof Caller known ? known : null;
        boolean kept =
                lines.offer(
                        new Line(
                                Instant.now(),
                                RequestId.of(request),
                                caller == null ? "" : caller.name(),
                                caller == null ? null : caller.token().toString(),
                                request.getRemoteAddr(),
                                request.getMethod(),
                                request.getRequestURI(),
                                status,
                                request.getAttribute("problemCode") instanceof String code
                                        ? code
                                        : null));
        if (!kept) {
            LOG.error(
                    "the audit is full: {} {} answered {} is not in it",
                    request.getMethod(),
                    request.getRequestURI(),
                    status);
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("audit").daemon().start(this::loop);
    }

    @Override
    public void stop() {
        running = false;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void loop() {
        List<Line> batch = new ArrayList<>();
        while (running || !lines.isEmpty()) {
            try {
                Line first = lines.poll(500, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    lines.drainTo(batch, 500);
                    write(batch);
                    batch.clear();
                }
            } catch (DataAccessException away) {
                LOG.warn(
                        "{} lines of the audit could not be written: {}",
                        batch.size(),
                        away.getMessage());
                batch.clear();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void write(List<Line> batch) {
        jdbc.sql(
                        """
                        insert into audit (at, request_id, actor, token_id, source_address, method, path, status, code)
                        select at, "requestId", actor, "tokenId", "sourceAddress", method, path, status, code
                        from jsonb_to_recordset(:lines::jsonb) as l(at timestamptz, "requestId" text, actor text,
                            "tokenId" uuid, "sourceAddress" text, method text, path text, status integer, code text)
                        """)
                .param("lines", Payloads.mapper().writeValueAsString(batch))
                .update();
    }
}
