package io.durastack.inventory.operation;

import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Removal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A debt as its row has it, with what is known of its host and of who pays it.
 *
 * @param reason why it could not be removed then
 * @param guestMayRun whether a guest may still run there; as long as it may, the host gets no VMs
 * @param hostState {@code UP}, {@code SILENT} or {@code UNKNOWN}; null of a host that is no more
 * @param hostStateAt since when
 * @param settlement the operation that is about to pay it, or has; null while there is none
 */
public record DebtRecord(
        UUID id,
        Instant createdAt,
        UUID operationId,
        String operationKind,
        String resourceKind,
        UUID resourceId,
        String resourceName,
        UUID hostId,
        String hostName,
        @Nullable String hostState,
        @Nullable Instant hostStateAt,
        Removal removal,
        StepError reason,
        boolean guestMayRun,
        @Nullable UUID settlement,
        @Nullable Instant paidAt) {}
