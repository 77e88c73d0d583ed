package io.durastack.simulator;

import io.durastack.workflows.host.HostActivities;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.image.ImageActivities;
import io.durastack.workflows.network.HostNetworkSource;
import io.durastack.workflows.network.NetworkActivities;
import io.durastack.workflows.storage.StorageActivities;
import io.durastack.workflows.world.ResourceNames;
import io.durastack.workflows.world.WorldActivities;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A simulated data centre. Any number of processes may serve the same one: all that it is stands in
 * its database.
 */
public final class SimulatedDataCentre {

    /** Where the migrations of its database are. */
    public static final String MIGRATIONS = "classpath:db/world";

    private final SimulatedHypervisor hypervisor;
    private final SimulatedStorage storage;
    private final SimulatedNetwork network;
    private final SimulatedHosts hosts;
    private final SimulatedImages images;
    private final SimulatedWorld world;

    /**
     * Opens it.
     *
     * @param database of the world, migrated
     * @param networks where a host's bridges are read
     */
    public SimulatedDataCentre(DataSource database, HostNetworkSource networks) {
        this(database, networks, operation -> Optional.empty());
    }

    /**
     * Opens it.
     *
     * @param names what clients call what operations are about; where there is none, chance goes by
     *     the operation's id, and no run is like another
     */
    public SimulatedDataCentre(
            DataSource database, HostNetworkSource networks, ResourceNames names) {
        WorldDatabase worldDatabase = new WorldDatabase(database);
        StepGate gate = new StepGate(worldDatabase, names);
        this.storage = new SimulatedStorage(worldDatabase, gate);
        this.network = new SimulatedNetwork(worldDatabase, gate, networks);
        this.hypervisor = new SimulatedHypervisor(worldDatabase, gate, storage, network);
        this.hosts = new SimulatedHosts(worldDatabase, gate);
        this.images = new SimulatedImages(worldDatabase, gate);
        this.world = new SimulatedWorld(worldDatabase, gate.settings());
    }

    /** Brings its database to this build's version. */
    public static void migrate(DataSource database) {
        Flyway.configure().dataSource(database).locations(MIGRATIONS).load().migrate();
    }

    public HypervisorActivities hypervisor() {
        return hypervisor;
    }

    public StorageActivities storage() {
        return storage;
    }

    public NetworkActivities network() {
        return network;
    }

    public ImageActivities images() {
        return images;
    }

    public HostActivities hosts() {
        return hosts;
    }

    public WorldActivities world() {
        return world;
    }

    /** All that a worker registers. */
    public List<Object> activities() {
        return List.of(hypervisor, storage, network, hosts, images, world);
    }
}
