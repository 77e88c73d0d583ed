package io.durastack.simulator;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.network.EnsureNetwork;
import io.durastack.workflows.network.HostNetwork;
import io.durastack.workflows.network.HostNetworkSource;
import io.durastack.workflows.network.NetworkActivities;
import io.durastack.workflows.network.RemoveNetwork;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bridges of the simulated hosts. */
final class SimulatedNetwork implements NetworkActivities {

    private final WorldDatabase world;
    private final JdbcClient jdbc;
    private final StepGate gate;
    private final HostNetworkSource source;

    SimulatedNetwork(WorldDatabase world, StepGate gate, HostNetworkSource source) {
        this.world = world;
        this.jdbc = world.jdbc();
        this.gate = gate;
        this.source = source;
    }

    @Override
    public long ensureNetwork(EnsureNetwork request) {
        return gate.pass(
                "ensureNetwork",
                request,
                request.host().id().value(),
                () ->
                        world.atOnce(() ->
                                ensure(
                                        request.host(),
                                        request.generation(),
                                        applied(request.host()))));
    }

    @Override
    public void removeNetwork(RemoveNetwork request) {
        HostRef host = request.host();
        long _ =
                gate.pass(
                        "removeNetwork",
                        request,
                        request.network().value(),
                        () -> bringToWhatIs(host));
    }

    /** A host that is no more has no bridges. */
    private long bringToWhatIs(HostRef host) {
        try {
            long wanted = source.read(host.id()).generation();
            return world.atOnce(() -> ensure(host, wanted, applied(host)));
        } catch (StepFailure failure) {
            if (failure.code() != FailureCode.HOST_UNKNOWN) {
                throw failure;
            }
            return 0;
        }
    }

    private long applied(HostRef host) {
        return jdbc.sql("select network_generation from sim_host where id = :host")
                .param("host", host.id().value())
                .query(Long.class)
                .optional()
                .orElseThrow(() ->
                        new StepFailure(
                                FailureCode.HOST_UNKNOWN,
                                "there is no host " + host.name() + " in the simulated world"));
    }

    /**
     * Applies what the inventory renders now, where the host is behind, within the caller's
     * transaction. The row of the host is its lock: of many who find it behind the first applies,
     * and the others find that it was done.
     */
    long ensure(HostRef host, long wanted, long applied) {
        if (applied >= wanted) {
            return applied;
        }
        long locked =
                jdbc.sql("select network_generation from sim_host where id = :host for update")
                        .param("host", host.id().value())
                        .query(Long.class)
                        .single();
        return locked >= wanted ? locked : apply(host, source.read(host.id()));
    }

    private long apply(HostRef host, HostNetwork rendered) {
        String bridges = Payloads.mapper().writeValueAsString(rendered.bridges());
        jdbc.sql(
                        """
                        with gone as (
                            delete from sim_bridge where host_id = :host and bridge not in
                                (select w.bridge from jsonb_to_recordset(:bridges::jsonb) as w(bridge text))
                        ), made as (
                            insert into sim_bridge (host_id, bridge, device, vlan)
                            select :host, w.bridge, w.device, w.vlan
                            from jsonb_to_recordset(:bridges::jsonb) as w(bridge text, device text, vlan integer)
                            on conflict (host_id, bridge) do update set device = excluded.device, vlan = excluded.vlan
                        )
                        update sim_host set network_generation = :generation, network_digest = md5(:bridges),
                            network_applies = network_applies + 1
                        where id = :host and network_generation < :generation
                        """)
                .param("host", host.id().value())
                .param("bridges", bridges)
                .param("generation", rendered.generation())
                .update();
        return rendered.generation();
    }
}
