package io.durastack.workflows.host;

import io.durastack.workflows.operation.Removal;
import java.util.UUID;

/** A debt that was not paid yet. */
public record OpenDebt(UUID id, Removal removal) {}
