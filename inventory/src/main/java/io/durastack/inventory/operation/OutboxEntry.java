package io.durastack.inventory.operation;

import io.durastack.workflows.operation.OperationRun;

/**
 * An operation to be started now.
 *
 * @param request its workflow's second argument, as JSON
 */
public record OutboxEntry(OperationRun run, String request, String requestedBy) {}
