package io.durastack.inventory.storage;

import io.durastack.inventory.host.HostRefs;
import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.Removal;
import io.durastack.workflows.storage.StorageId;
import io.durastack.workflows.storage.StorageRoom;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The row of a primary storage, and its room on hosts. It has room on a host from the end of its
 * create on, or from the end of the host's, whichever is later, and until the end of the delete of
 * one of them.
 */
final class StorageRows {

    private final JdbcClient jdbc;

    StorageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The hosts of its cluster that are in service, by name. */
    List<HostRef> hosts(StorageId storage) {
        return hosts(storage, "'READY'", (row, index) -> HostRefs.of(row));
    }

    /** What takes its folders away from hosts; also from those that are being let go. */
    List<Removal> folders(StorageId storage) {
        return hosts(
                storage,
                "'READY', 'DELETING'",
                (row, index) -> Removal.folder(HostRefs.of(row), storage, row.getString("path")));
    }

    private <T> List<T> hosts(StorageId storage, String states, RowMapper<T> mapper) {
        return jdbc.sql(
                        """
                        select h.id, h.name, h.zone_id, h.pool, s.path
                        from primary_storage s
                        join host h on h.cluster_id = s.cluster_id and h.state in (%s) and h.deleted_at is null
                        where s.id = :storage
                        order by h.name
                        """
                                .formatted(states))
                .param("storage", storage.value())
                .query(mapper)
                .list();
    }

    /**
     * A create succeeded. Its row is locked before the hosts are looked at, and a host that is
     * added locks it before it is in service: one of the two sees the other, and gives the room. A
     * host that is being let go may be kept. Where one did not answer, its room is that of its
     * storage path. (A worker of a build before gives a host room on what is still being made.)
     */
    Told created(LockedOperation operation, List<StorageRoom> rooms) {
        state(operation, "READY");
        jdbc.sql(
                        """
                        insert into storage_capacity (storage_id, host_id, bytes_total)
                        select s.id, h.id, coalesce(r.bytes, (h.facts ->> 'storageBytes')::bigint) / 20 * 19
                        from primary_storage s
                        join host h on h.cluster_id = s.cluster_id and h.state in ('READY', 'DELETING')
                            and h.deleted_at is null
                        left join jsonb_to_recordset(:rooms::jsonb) as r(host uuid, bytes bigint) on r.host = h.id
                        where s.id = :storage
                        for share of h
                        on conflict (storage_id, host_id) do update set bytes_total = excluded.bytes_total
                        """)
                .param("storage", operation.resource().id())
                .param("rooms", Payloads.mapper().writeValueAsString(rooms))
                .update();
        return Told.of(
                "primary-storage.created",
                Map.of("state", "READY", "name", operation.resource().name()));
    }

    /**
     * There never was such a storage. A host that was added while it was to be deleted has given it
     * room.
     */
    Told erased(LockedOperation operation) {
        withoutRoom(operation);
        jdbc.sql("delete from primary_storage where id = :storage")
                .param("storage", operation.resource().id())
                .update();
        return Told.gone(
                "primary-storage.create_rolled_back", Map.of("name", operation.resource().name()));
    }

    /** The storage is a deleted one: its row stays, and nothing else. */
    Told deleted(LockedOperation operation) {
        withoutRoom(operation);
        jdbc.sql(
                        """
                        update primary_storage set state = 'DELETED', deleted_at = now(), generation = generation + 1,
                            updated_at = now()
                        where id = :storage
                        """)
                .param("storage", operation.resource().id())
                .update();
        return Told.gone(
                "primary-storage.deleted",
                Map.of("state", "DELETED", "name", operation.resource().name()));
    }

    /** A delete was taken back before it began: VMs are placed there again. */
    Told kept(LockedOperation operation) {
        state(operation, "READY");
        return Told.of("primary-storage.updated", Map.of("state", "READY"));
    }

    /**
     * With its row locked first, so that no host which is being added gives it room behind this.
     */
    private void withoutRoom(LockedOperation operation) {
        List<Boolean> _ =
                jdbc.sql("select true from primary_storage where id = :storage for update")
                        .param("storage", operation.resource().id())
                        .query((row, index) -> true)
                        .list();
        jdbc.sql("delete from storage_capacity where storage_id = :storage")
                .param("storage", operation.resource().id())
                .update();
    }

    private void state(LockedOperation operation, String state) {
        jdbc.sql(
                        """
                        update primary_storage set state = :state, generation = generation + 1, updated_at = now()
                        where id = :storage
                        """)
                .param("state", state)
                .param("storage", operation.resource().id())
                .update();
    }
}
