package io.durastack.inventory.operation;

import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.world.ResourceNames;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operations are about, by name; an operation's row stays when its resource is gone. */
public final class OperationNames implements ResourceNames {

    private final JdbcClient jdbc;

    public OperationNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<String> of(OperationId operation) {
        return jdbc.sql("select resource_name from operation where id = :id")
                .param("id", operation.value())
                .query(String.class)
                .optional();
    }
}
