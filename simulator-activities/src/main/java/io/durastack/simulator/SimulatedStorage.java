package io.durastack.simulator;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.storage.EnsureFolder;
import io.durastack.workflows.storage.EnsureVolumes;
import io.durastack.workflows.storage.RemoveFolder;
import io.durastack.workflows.storage.RemoveVolumes;
import io.durastack.workflows.storage.StorageActivities;
import io.durastack.workflows.storage.StoredVolume;
import io.durastack.workflows.storage.VolumeSpec;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The primary storages of the simulated hosts, and the volumes on them. */
final class SimulatedStorage implements StorageActivities {

    private record Wanted(UUID id, String locator, long bytes, VolumeSpec spec) {}

    private record Ensured(long generation, long conflicts) {}

    private final WorldDatabase world;
    private final JdbcClient jdbc;
    private final Turns turns;
    private final StepGate gate;

    SimulatedStorage(WorldDatabase world, StepGate gate) {
        this.world = world;
        this.jdbc = world.jdbc();
        this.turns = new Turns(jdbc);
        this.gate = gate;
    }

    @Override
    public long ensureFolder(EnsureFolder request) {
        return gate.pass(
                "ensureFolder",
                request,
                request.storage().value(),
                () -> world.atOnce(() -> ensure(request)));
    }

    /** Every path is there on a simulated host, all of them in one file system. */
    private long ensure(EnsureFolder request) {
        HostRef host = request.host();
        turns.raiseOnKnown(request.fence(), host, List.of(request.storage().value()));
        boolean same =
                jdbc.sql(
                                """
                                with made as (
                                    insert into sim_folder (host_id, storage_id, path) values (:host, :storage, :path)
                                    on conflict do nothing
                                )
                                select not exists (select from sim_folder
                                    where host_id = :host and storage_id = :storage and path <> :path)
                                """)
                        .param("host", host.id().value())
                        .param("storage", request.storage().value())
                        .param("path", request.path())
                        .query(Boolean.class)
                        .single();
        if (!same) {
            throw new StepFailure(
                    FailureCode.SPEC_CONFLICT,
                    "the storage has another folder on " + host.name() + " already");
        }
        return jdbc.sql("select storage_bytes from sim_host where id = :host")
                .param("host", host.id().value())
                .query(Long.class)
                .single();
    }

    @Override
    public void removeFolder(RemoveFolder request) {
        gate.pass(
                "removeFolder",
                request,
                request.storage().value(),
                () -> world.atOnce(() -> remove(request)));
    }

    private boolean remove(RemoveFolder request) {
        HostRef host = request.host();
        boolean _ = turns.raise(request.fence(), host, List.of(request.storage().value()));
        boolean inUse =
                jdbc.sql(
                                """
                                select exists (select from sim_volume where host_id = :host and starts_with(locator, :path || '/volumes/'))
                                    and not exists (select from sim_folder
                                        where host_id = :host and path = :path and storage_id <> :storage)
                                """)
                        .param("host", host.id().value())
                        .param("storage", request.storage().value())
                        .param("path", request.path())
                        .query(Boolean.class)
                        .single();
        if (inUse) {
            throw new StepFailure(
                    FailureCode.HOST_REFUSED,
                    "there are volumes in " + request.path() + " on " + host.name());
        }
        jdbc.sql("delete from sim_folder where host_id = :host and storage_id = :storage")
                .param("host", host.id().value())
                .param("storage", request.storage().value())
                .update();
        return true;
    }

    @Override
    public void ensureVolumes(EnsureVolumes request) {
        gate.pass(
                "ensureVolumes",
                request,
                request.vm().value(),
                () ->
                        world.atOnce(
                                () -> ensure(request.fence(), request.host(), request.volumes())),
                () ->
                        world.atOnce(() ->
                                ensure(
                                        request.fence(),
                                        request.host(),
                                        request.volumes().subList(0, 1))));
    }

    /**
     * Makes what is not there, within the caller's transaction.
     *
     * @return the generation of the host's bridges, which comes with the same statement
     */
    long ensure(Fence fence, HostRef host, List<VolumeSpec> volumes) {
        turns.raiseOnKnown(
                fence, host, volumes.stream().map(volume -> volume.stored().id().value()).toList());
        List<Wanted> wanted =
                volumes.stream()
                        .map(volume ->
                                new Wanted(
                                        volume.stored().id().value(),
                                        volume.stored().locator(),
                                        volume.bytes(),
                                        volume))
                        .toList();
        Ensured ensured =
                jdbc.sql(
                                """
                                with wanted as (
                                    select * from jsonb_to_recordset(:wanted::jsonb) as w(id uuid, locator text, bytes bigint, spec jsonb)
                                ), made as (
                                    insert into sim_volume (host_id, volume_id, locator, bytes, spec)
                                    select :host, id, locator, bytes, spec from wanted
                                    on conflict (host_id, volume_id) do nothing
                                    returning bytes
                                ), cached as (
                                    insert into sim_image (host_id, sha256)
                                    select distinct :host, spec -> 'image' ->> 'sha256' from wanted
                                    where spec -> 'image' ->> 'sha256' is not null
                                    on conflict do nothing
                                ), room as (
                                    update sim_host set storage_used = storage_used + m.bytes
                                    from (select coalesce(sum(bytes), 0) as bytes from made) m
                                    where id = :host returning network_generation
                                )
                                select (select network_generation from room) as generation,
                                    (select count(*) from sim_volume v join wanted w on w.id = v.volume_id
                                        where v.host_id = :host and v.spec <> w.spec) as conflicts
                                """)
                        .param("host", host.id().value())
                        .param("wanted", Payloads.mapper().writeValueAsString(wanted))
                        .query(Ensured.class)
                        .single();
        if (ensured.conflicts() > 0) {
            throw new StepFailure(
                    FailureCode.SPEC_CONFLICT,
                    "a volume of this id exists on " + host.name() + " with another specification");
        }
        return ensured.generation();
    }

    @Override
    public void removeVolumes(RemoveVolumes request) {
        gate.pass(
                "removeVolumes",
                request,
                request.volumes().isEmpty()
                        ? request.host().id().value()
                        : request.volumes().getFirst().id().value(),
                () -> remove(request.fence(), request.host(), request.volumes()),
                () ->
                        remove(
                                request.fence(),
                                request.host(),
                                request.volumes().stream().limit(1).toList()));
    }

    private boolean remove(Fence fence, HostRef host, List<StoredVolume> volumes) {
        List<UUID> ids = volumes.stream().map(volume -> volume.id().value()).toList();
        return world.atOnce(() -> {
            turns.raise(fence, host, ids);
            jdbc.sql(
                            """
                            with gone as (
                                delete from sim_volume where host_id = :host and volume_id in
                                    (select r.id::uuid from jsonb_array_elements_text(:ids::jsonb) as r(id))
                                returning bytes
                            )
                            update sim_host set storage_used = storage_used - g.bytes
                            from (select coalesce(sum(bytes), 0) as bytes from gone) g where id = :host
                            """)
                    .param("host", host.id().value())
                    .param("ids", Payloads.mapper().writeValueAsString(ids))
                    .update();
            return true;
        });
    }
}
