package io.durastack.standalone.chaos;

import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.engine.WorkflowIds;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what the engine knows of operations, each run as the JSON that replay tests read. */
final class Histories {

    private static final int MOST = 40;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private record Row(UUID id, String resourceKind, UUID resourceId, int run) {}

    private final EngineConnection engine;
    private final JdbcClient inventory;

    Histories(EngineConnection engine, JdbcClient inventory) {
        this.engine = engine;
        this.inventory = inventory;
    }

    /**
     * Those that findings name, by their own id or by that of their thing; answers how many runs.
     */
    int write(List<Findings.Finding> findings, Path folder) {
        Set<UUID> named = new LinkedHashSet<>();
        for (Findings.Finding finding : findings) {
            finding.operations().forEach(it -> named.addAll(ids(it)));
            named.addAll(ids(finding.text()));
        }
        int written = 0;
        for (UUID id : named.stream().limit(MOST).toList()) {
            List<Row> rows =
                    inventory
                            .sql(
                                    """
                                    select id, resource_kind, resource_id, run from operation
                                    where id = :id or resource_id = :id order by id
                                    """)
                            .param("id", id)
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

    private static List<UUID> ids(String text) {
        return ID.matcher(text).results().map(it -> UUID.fromString(it.group())).toList();
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
