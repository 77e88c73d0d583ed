package io.durastack.simulator;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.Power;
import io.durastack.workflows.storage.VolumeId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.FaultReport;
import io.durastack.workflows.world.Latency;
import io.durastack.workflows.world.Strike;
import io.durastack.workflows.world.WorldActivities;
import io.durastack.workflows.world.WorldListing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The world as a whole. */
final class SimulatedWorld implements WorldActivities {

    private final WorldDatabase world;
    private final JdbcClient jdbc;
    private final Settings settings;

    SimulatedWorld(WorldDatabase world, Settings settings) {
        this.world = world;
        this.jdbc = world.jdbc();
        this.settings = settings;
    }

    @Override
    public WorldListing list() {
        return look(() ->
                new WorldListing(hosts("true"), domains("true"), volumes("true"), bridges("true")));
    }

    @Override
    public List<WorldListing.Host> hosts() {
        return world.atOnce(() -> hosts("true"));
    }

    @Override
    public WorldListing listHost(HostId host) {
        String here = "host_id = '" + host + "'";
        return look(() ->
                new WorldListing(
                        hosts("id = '" + host + "'"), domains(here), volumes(here), bridges(here)));
    }

    /** All of it as it is at one moment: what a host counts is what it has. */
    private WorldListing look(Supplier<WorldListing> reading) {
        return world.atOnce(() -> {
            jdbc.sql("set transaction isolation level repeatable read, read only").update();
            return reading.get();
        });
    }

    private List<WorldListing.Host> hosts(String where) {
        return jdbc.sql("select * from sim_host where " + where + " order by name")
                .query((row, index) ->
                        new WorldListing.Host(
                                new HostId(row.getObject("id", UUID.class)),
                                row.getString("name"),
                                row.getLong("memory_used"),
                                row.getLong("storage_used"),
                                row.getLong("network_generation"),
                                0))
                .list();
    }

    private List<WorldListing.Domain> domains(String where) {
        return jdbc.sql("select * from sim_domain where " + where + " order by vm_id")
                .query((row, index) -> domain(row))
                .list();
    }

    private static WorldListing.Domain domain(ResultSet row) throws SQLException {
        DomainSpec spec = Payloads.mapper().readValue(row.getString("spec"), DomainSpec.class);
        return new WorldListing.Domain(
                new HostId(row.getObject("host_id", UUID.class)),
                new VmId(row.getObject("vm_id", UUID.class)),
                Power.RUNNING,
                row.getInt("cpus"),
                row.getLong("memory_bytes"),
                spec.disks().stream().map(disk -> disk.volume().locator()).toList(),
                spec.nics().stream()
                        .map(nic -> new WorldListing.Nic(nic.mac(), nic.bridge(), nic.addresses()))
                        .toList());
    }

    private List<WorldListing.Bridge> bridges(String where) {
        return jdbc.sql("select * from sim_bridge where " + where + " order by bridge")
                .query((row, index) ->
                        new WorldListing.Bridge(
                                new HostId(row.getObject("host_id", UUID.class)),
                                row.getString("bridge")))
                .list();
    }

    private List<WorldListing.Volume> volumes(String where) {
        return jdbc.sql("select * from sim_volume where " + where + " order by volume_id")
                .query((row, index) ->
                        new WorldListing.Volume(
                                new HostId(row.getObject("host_id", UUID.class)),
                                new VolumeId(row.getObject("volume_id", UUID.class)),
                                row.getString("locator"),
                                row.getLong("bytes")))
                .list();
    }

    @Override
    public FaultReport setFaults(FaultPlan plan) {
        settings.plan(plan);
        return faults();
    }

    @Override
    public FaultReport faults() {
        return world.atOnce(() ->
                new FaultReport(
                        settings.plan(),
                        jdbc.sql(
                                        """
                                        select * from (select * from sim_strike order by number desc limit 1000) as last
                                        order by number
                                        """)
                                .query((row, index) ->
                                        new Strike(
                                                row.getObject("at", Timestamp.class).toInstant(),
                                                row.getString("step"),
                                                row.getString("host"),
                                                row.getString("resource_id"),
                                                row.getString("name"),
                                                row.getLong("meeting"),
                                                Fault.Kind.valueOf(row.getString("kind")),
                                                FailureCode.valueOf(row.getString("code")),
                                                row.getLong("millis")))
                                .list()));
    }

    @Override
    public void setLatency(Latency latency) {
        settings.latency(latency);
    }
}
