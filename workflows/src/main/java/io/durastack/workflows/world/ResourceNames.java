package io.durastack.workflows.world;

import io.durastack.workflows.operation.OperationId;
import java.util.Optional;

/**
 * Where a simulated world reads what a client calls the thing that an operation is about. Chance
 * goes by that name: an id is another one in each run, and the same seed would strike elsewhere.
 */
@FunctionalInterface
public interface ResourceNames {

    /** The name at the time of the operation; empty where there is no such operation. */
    Optional<String> of(OperationId operation);
}
