package io.durastack.simulator;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.EnsureHost;
import io.durastack.workflows.host.EnsureHost.SimulatedSize;
import io.durastack.workflows.host.HostActivities;
import io.durastack.workflows.host.HostFacts;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.RemoveHost;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The simulated machines themselves. */
final class SimulatedHosts implements HostActivities {

    private final WorldDatabase world;
    private final JdbcClient jdbc;
    private final Turns turns;
    private final StepGate gate;

    SimulatedHosts(WorldDatabase world, StepGate gate) {
        this.world = world;
        this.jdbc = world.jdbc();
        this.turns = new Turns(jdbc);
        this.gate = gate;
    }

    @Override
    public HostFacts ensureHost(EnsureHost request) {
        SimulatedSize size = request.simulated();
        if (size == null) {
            throw new StepFailure(FailureCode.HOST_UNSUITABLE, "a simulated host needs its size");
        }
        return gate.pass(
                "ensureHost",
                request,
                request.host().id().value(),
                () -> world.atOnce(() -> ensure(request, size)));
    }

    private HostFacts ensure(EnsureHost request, SimulatedSize size) {
        HostRef host = request.host();
        turns.raise(request.fence(), host, List.of(host.id().value()));
        boolean same =
                jdbc.sql(
                                """
                                with made as (
                                    insert into sim_host (id, name, cpus, memory_bytes, storage_bytes)
                                    values (:id, :name, :cpus, :memory, :storage) on conflict (id) do nothing
                                )
                                select not exists (select from sim_host where id = :id
                                    and (cpus, memory_bytes, storage_bytes) is distinct from (:cpus, :memory, :storage))
                                """)
                        .param("id", host.id().value())
                        .param("name", host.name())
                        .param("cpus", size.cpus())
                        .param("memory", size.memoryBytes())
                        .param("storage", size.storageBytes())
                        .query(Boolean.class)
                        .single();
        if (!same) {
            throw new StepFailure(
                    FailureCode.SPEC_CONFLICT, "host " + host.name() + " exists with another size");
        }
        return new HostFacts(
                size.cpus(),
                size.memoryBytes(),
                size.storageBytes(),
                "simulated",
                "simulated",
                "simulated");
    }

    @Override
    public void removeHost(RemoveHost request) {
        HostRef host = request.host();
        gate.pass(
                "removeHost",
                request,
                host.id().value(),
                () -> world.atOnce(() -> remove(request)));
    }

    private boolean remove(RemoveHost request) {
        HostRef host = request.host();
        turns.raise(request.fence(), host, List.of(host.id().value()));
        boolean inUse =
                jdbc.sql(
                                """
                                select exists (select from sim_domain where host_id = :id)
                                    or exists (select from sim_volume where host_id = :id)
                                """)
                        .param("id", host.id().value())
                        .query(Boolean.class)
                        .single();
        if (inUse) {
            throw new StepFailure(
                    FailureCode.HOST_REFUSED,
                    "host " + host.name() + " still has guests or volumes");
        }
        jdbc.sql("delete from sim_host where id = :id").param("id", host.id().value()).update();
        return true;
    }
}
