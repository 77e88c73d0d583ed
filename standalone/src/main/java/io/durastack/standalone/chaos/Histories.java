package io.durastack.standalone.chaos;

import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.engine.WorkflowIds;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what the engine knows of operations, each run as the JSON that replay tests read. */
final class Histories {

    private static final int MOST = 40;

    private record Row(UUID id, String resourceKind, UUID resourceId, int run) {}

    private final EngineConnection engine;
    private final JdbcClient inventory;

    Histories(EngineConnection engine, JdbcClient inventory) {
        this.engine = engine;
        this.inventory = inventory;
    }

    /** Answers how many were written. */
    int write(List<String> operations, Path folder) {
        int written = 0;
        for (String operation : operations.stream().distinct().limit(MOST).toList()) {
            List<Row> rows =
                    inventory
                            .sql(
                                    "select id, resource_kind, resource_id, run from operation where id::text = :id")
                            .param("id", operation)
                            .query(new DataClassRowMapper<>(Row.class))
                            .list();
            for (Row row : rows) {
                for (int run = 1; run <= row.run(); run++) {
                    written += write(row, run, folder);
                }
            }
        }
        return written;
    }

    private int write(Row row, int run, Path folder) {
        String workflow = WorkflowIds.of(row.resourceKind(), row.resourceId(), row.id(), run);
        try {
            String history = engine.client().fetchHistory(workflow).toJson(true);
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(workflow.replace('/', '_') + ".json"), history);
            return 1;
        } catch (StatusRuntimeException gone) {
            return 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
