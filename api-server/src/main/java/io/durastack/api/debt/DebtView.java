package io.durastack.api.debt;

import io.durastack.api.security.Caller;
import io.durastack.inventory.operation.DebtRecord;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.operation.Removal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be removed from a host that did not answer when it was to be.
 *
 * @param since when the operation that owes it gave up
 * @param operation the one that owes it
 * @param what {@code DOMAIN}, {@code VOLUMES}, {@code IMAGE}, {@code BRIDGE}, {@code FOLDER} or
 *     {@code HOST}
 * @param removes the same in words
 * @param vm whose domain or volumes these are
 * @param reason why it could not be removed then; its detail is for operators
 * @param guestMayRun whether a guest may still run there; as long as it may, the host gets no VMs
 * @param settlement the operation that pays it, under way or ended; null while there is none yet
 * @param paidAt when it was removed; null while it is owed
 */
public record DebtView(
        UUID id,
        Instant since,
        Host host,
        Operation operation,
        String what,
        String removes,
        @Nullable UUID vm,
        StepError reason,
        boolean guestMayRun,
        @Nullable UUID settlement,
        @Nullable Instant paidAt,
        Map<String, String> links) {

    /**
     * Where it is.
     *
     * @param state as it was seen last: {@code UP}, {@code SILENT}, {@code UNKNOWN}; null of a host
     *     that is no more
     * @param stateSince when that was
     */
    @Schema(name = "DebtHost")
    public record Host(
            UUID id, String name, @Nullable String state, @Nullable Instant stateSince) {}

    /** Who owes it. */
    @Schema(name = "DebtOperation")
    public record Operation(UUID id, String kind, String resource) {}

    /** As the caller may see it. */
    public static DebtView of(DebtRecord row, Caller caller) {
        return new DebtView(
                row.id(),
                row.createdAt(),
                new Host(row.hostId(), row.hostName(), row.hostState(), row.hostStateAt()),
                new Operation(
                        row.operationId(),
                        row.operationKind(),
                        row.resourceKind() + "/" + row.resourceName()),
                row.removal().what().name(),
                words(row),
                row.removal().vm() == null ? null : row.removal().vm().value(),
                caller.mayRead(row.reason()),
                row.guestMayRun(),
                row.settlement(),
                row.paidAt(),
                row.settlement() == null
                        ? Map.of("operation", "/v1/operations/" + row.operationId())
                        : Map.of(
                                "operation", "/v1/operations/" + row.operationId(),
                                "settlement", "/v1/operations/" + row.settlement()));
    }

    private static String words(DebtRecord row) {
        Removal removal = row.removal();
        String of = row.resourceKind() + " '" + row.resourceName() + "'";
        return switch (removal.what()) {
            case DOMAIN -> "the domain of " + of;
            case VOLUMES -> removal.volumes().size() + " volume(s) of " + of;
            case IMAGE -> "the copy of " + of;
            case BRIDGE -> "the bridge of " + of;
            case FOLDER -> "the folder of " + of;
            case HOST -> "the set-up of " + of;
        };
    }
}
