package io.durastack.inventory.operation;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.operation.OperationId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an operation was asked, as its row keeps it. */
public final class OperationRequest {

    private OperationRequest() {}

    /** Reads it. */
    public static <T> T of(JdbcClient jdbc, OperationId operation, Class<T> type) {
        String request =
                jdbc.sql("select request::text from operation where id = :id")
                        .param("id", operation.value())
                        .query(String.class)
                        .single();
        return Payloads.mapper().readValue(request, type);
    }
}
