package io.durastack.simulator;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.DomainState;
import io.durastack.workflows.hypervisor.EnsureDomain;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.hypervisor.PrepareVm;
import io.durastack.workflows.hypervisor.RebootDomain;
import io.durastack.workflows.hypervisor.RemoveDomain;
import io.durastack.workflows.hypervisor.StopDomain;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.vm.VmId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The domains of the simulated hosts. */
final class SimulatedHypervisor implements HypervisorActivities {

    private record Found(String incarnation, boolean same) {}

    private final WorldDatabase world;
    private final JdbcClient jdbc;
    private final Turns turns;
    private final StepGate gate;
    private final SimulatedStorage storage;
    private final SimulatedNetwork network;

    SimulatedHypervisor(
            WorldDatabase world,
            StepGate gate,
            SimulatedStorage storage,
            SimulatedNetwork network) {
        this.world = world;
        this.jdbc = world.jdbc();
        this.turns = new Turns(jdbc);
        this.gate = gate;
        this.storage = storage;
        this.network = network;
    }

    @Override
    public void prepareVm(PrepareVm request) {
        gate.pass(
                "prepareVm",
                request,
                request.vm().value(),
                () ->
                        world.atOnce(() -> {
                            long applied =
                                    storage.ensure(
                                            request.fence(), request.host(), request.volumes());
                            network.ensure(request.host(), request.networkGeneration(), applied);
                            return applied;
                        }),
                () ->
                        world.atOnce(() ->
                                storage.ensure(
                                        request.fence(),
                                        request.host(),
                                        request.volumes().subList(0, 1))));
    }

    @Override
    public DomainState ensureDomain(EnsureDomain request) {
        return gate.pass(
                "ensureDomain",
                request,
                request.domain().vm().value(),
                () ->
                        world.atOnce(
                                () -> ensure(request.fence(), request.host(), request.domain())));
    }

    private DomainState ensure(Fence fence, HostRef host, DomainSpec domain) {
        turns.raiseOnKnown(fence, host, List.of(domain.vm().value()));
        Optional<Found> found = find(host, domain);
        if (found.isEmpty()) {
            return running(domain.vm(), start(host, domain));
        }
        if (!found.get().same()) {
            throw new StepFailure(
                    FailureCode.SPEC_CONFLICT,
                    "VM "
                            + domain.vm()
                            + " runs on "
                            + host.name()
                            + " with another specification");
        }
        return running(domain.vm(), found.get().incarnation());
    }

    private Optional<Found> find(HostRef host, DomainSpec domain) {
        return jdbc.sql(
                        """
                        select incarnation::text, (d.spec - 'nics') = (w.spec - 'nics')
                            and (select jsonb_agg(nic - 'addresses') from jsonb_array_elements(d.spec -> 'nics') nic)
                            is not distinct from
                            (select jsonb_agg(nic - 'addresses') from jsonb_array_elements(w.spec -> 'nics') nic) as same
                        from sim_domain d cross join (select :spec::jsonb as spec) w
                        where host_id = :host and vm_id = :vm
                        """)
                .param("spec", Payloads.mapper().writeValueAsString(domain))
                .param("host", host.id().value())
                .param("vm", domain.vm().value())
                .query(Found.class)
                .optional();
    }

    private String start(HostRef host, DomainSpec domain) {
        UUID incarnation = UUID.randomUUID();
        jdbc.sql(
                        """
                        with started as (
                            insert into sim_domain (host_id, vm_id, spec, cpus, memory_bytes, incarnation)
                            values (:host, :vm, :spec::jsonb, :cpus, :memory, :incarnation)
                        )
                        update sim_host set memory_used = memory_used + :memory where id = :host
                        """)
                .param("host", host.id().value())
                .param("vm", domain.vm().value())
                .param("spec", Payloads.mapper().writeValueAsString(domain))
                .param("cpus", domain.cpus())
                .param("memory", domain.memoryBytes())
                .param("incarnation", incarnation)
                .update();
        return incarnation.toString();
    }

    @Override
    public DomainState stopDomain(StopDomain request) {
        return gate.pass(
                "stopDomain",
                request,
                request.vm().value(),
                () -> world.atOnce(() -> end(request.fence(), request.host(), request.vm())));
    }

    @Override
    public void removeDomain(RemoveDomain request) {
        gate.pass(
                "removeDomain",
                request,
                request.vm().value(),
                () -> world.atOnce(() -> end(request.fence(), request.host(), request.vm())));
    }

    /** Transient domains only: one that ends is gone. */
    private DomainState end(Fence fence, HostRef host, VmId vm) {
        turns.raise(fence, host, List.of(vm.value()));
        jdbc.sql(
                        """
                        with ended as (
                            delete from sim_domain where host_id = :host and vm_id = :vm returning memory_bytes
                        )
                        update sim_host set memory_used = memory_used - e.memory_bytes from ended e where id = :host
                        """)
                .param("host", host.id().value())
                .param("vm", vm.value())
                .update();
        return new DomainState(vm, Power.OFF, null);
    }

    @Override
    public DomainState rebootDomain(RebootDomain request) {
        return gate.pass(
                "rebootDomain",
                request,
                request.domain().vm().value(),
                () -> world.atOnce(() -> reboot(request)));
    }

    /** One that does not run was cut between its end and its start: it is started. */
    private DomainState reboot(RebootDomain request) {
        DomainSpec domain = request.domain();
        turns.raiseOnKnown(request.fence(), request.host(), List.of(domain.vm().value()));
        Optional<Found> found = find(request.host(), domain);
        if (found.isPresent() && !found.get().incarnation().equals(request.seenIncarnation())) {
            return running(domain.vm(), found.get().incarnation());
        }
        end(request.fence(), request.host(), domain.vm());
        return running(domain.vm(), start(request.host(), domain));
    }

    private static DomainState running(VmId vm, String incarnation) {
        return new DomainState(vm, Power.RUNNING, incarnation);
    }
}
