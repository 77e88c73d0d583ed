package io.durastack.inventory.host;

import io.durastack.inventory.operation.OperationEnds;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.host.FinishHost;
import io.durastack.workflows.host.FinishHostRemoval;
import io.durastack.workflows.host.HostFacts;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.operation.FinishOutcome;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The last transactions of a host's operations. Each method belongs into one transaction. */
public final class HostEnds {

    private final JdbcClient jdbc;
    private final OperationEnds ends;
    private final HostRows rows;

    public HostEnds(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.ends = new OperationEnds(jdbc);
        this.rows = new HostRows(jdbc);
    }

    /** A create succeeded. */
    public FinishOutcome created(FinishHost request) {
        return ends.succeedUnlessCancelled(
                request.fence(),
                request.steps(),
                operation -> {
                    writeCapacity(request);
                    return Told.of(
                            "host.created",
                            Map.of("state", "READY", "name", operation.resource().name()));
                });
    }

    /**
     * A host keeps a twentieth of its memory for itself. Its local storages share the file system
     * below the storage path; each counts it whole, less a twentieth, as nobody else is to write
     * there. A network that was made while nobody saw the host yet has not raised the generation of
     * its bridges.
     */
    private void writeCapacity(FinishHost request) {
        lockStorages(request.host());
        HostFacts facts = request.facts();
        jdbc.sql(
                        """
                        with network as (
                            update host_network set generation = generation + 1 where host_id = :host
                        ), capacity as (
                            insert into host_capacity (host_id, cpus_total, memory_total)
                            select h.id, floor(:cpus * c.cpu_overcommit), :memory / 20 * 19
                            from host h join cluster c on c.id = h.cluster_id where h.id = :host
                        ), room as (
                            insert into storage_capacity (storage_id, host_id, bytes_total)
                            select s.id, h.id, :storage / 20 * 19
                            from host h join primary_storage s on s.cluster_id = h.cluster_id
                                and s.kind = 'LOCAL' and s.state <> 'CREATING' and s.deleted_at is null
                            where h.id = :host
                        )
                        update host set state = 'READY', facts = :facts::jsonb, observed_state = 'UP', observed_at = now(),
                            observed_reason = null, generation = generation + 1, updated_at = now()
                        where id = :host
                        """)
                .param("host", request.host().value())
                .param("cpus", facts.cpus())
                .param("memory", facts.memoryBytes())
                .param("storage", facts.storageBytes())
                .param("facts", Payloads.mapper().writeValueAsString(facts))
                .update();
    }

    /** A storage that is being made gives the host its room, if it ends after this. */
    private void lockStorages(HostId host) {
        List<Boolean> _ =
                jdbc.sql(
                                """
                                select true from primary_storage
                                where cluster_id = (select cluster_id from host where id = :host) and deleted_at is null
                                order by id for share
                                """)
                        .param("host", host.value())
                        .query((row, index) -> true)
                        .list();
    }

    /**
     * A create was rolled back: no host. Nothing is owed to a machine that did not answer: what it
     * may have of us are scripts that nobody calls, and there is no way left to it.
     */
    public FinishOutcome createRolledBack(FinishHostRemoval request) {
        return ends.rollBack(
                request.fence(),
                request.steps(),
                request.cause(),
                List.of(),
                operation -> {
                    rows.erase(request.host());
                    return Told.gone(
                            "host.create_rolled_back", Map.of("name", operation.resource().name()));
                });
    }

    /** A delete succeeded: the row stays, and nothing else. */
    public FinishOutcome deleted(FinishHostRemoval request) {
        return ends.succeed(
                request.fence(),
                request.steps(),
                request.debts(),
                operation -> {
                    rows.markDeleted(request.host(), operation.id());
                    return Told.gone(
                            "host.deleted",
                            Map.of("state", "DELETED", "name", operation.resource().name()));
                });
    }
}
