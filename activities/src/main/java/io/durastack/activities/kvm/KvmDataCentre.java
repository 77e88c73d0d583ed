package io.durastack.activities.kvm;

import io.durastack.kvm.connection.ConnectionSettings;
import io.durastack.kvm.storage.FillProgress;
import io.durastack.workflows.network.HostNetworkSource;
import io.durastack.workflows.operation.Progress;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The world of real KVM hosts: what a worker with the role kvm does its steps by. */
public final class KvmDataCentre implements AutoCloseable {

    private final KvmHosts hosts;
    private final List<Object> activities;

    /**
     * A world for the engine's activities.
     *
     * @param logins where the ways into hosts are looked up
     * @param networks where the bridges of a host are rendered
     * @param seeds where the content of seed disks is read
     * @param settings bounds of each host's connection
     */
    public KvmDataCentre(
            HostLogins logins,
            HostNetworkSource networks,
            SeedSource seeds,
            ConnectionSettings settings) {
        this(
                logins,
                networks,
                seeds,
                settings,
                () -> Activity.getExecutionContext().getInfo().getStartToCloseTimeout(),
                KvmDataCentre::heartbeats);
    }

    /** The context is asked for on the thread of the step; bytes arrive on another one. */
    private static FillProgress heartbeats() {
        ActivityExecutionContext step = Activity.getExecutionContext();
        return (done, total) -> step.heartbeat(Progress.bytes(done, total));
    }

    /**
     * The same outside of the engine.
     *
     * @param timeOfTry how long one try of a step may take
     * @param progress of the step that asks: told of the bytes that arrive for an image that is
     *     being added
     */
    KvmDataCentre(
            HostLogins logins,
            HostNetworkSource networks,
            SeedSource seeds,
            ConnectionSettings settings,
            Supplier<Duration> timeOfTry,
            Supplier<FillProgress> progress) {
        StepTime time = new StepTime(timeOfTry);
        this.hosts = new KvmHosts(logins, settings);
        KvmStorage storage = new KvmStorage(hosts, seeds, time);
        KvmNetwork network = new KvmNetwork(hosts, networks, time);
        this.activities =
                List.of(
                        new KvmHostSteps(hosts, time),
                        storage,
                        network,
                        new KvmImages(hosts, time, progress),
                        new KvmHypervisor(hosts, storage, network, time),
                        new KvmWorld(hosts, time));
    }

    /** The implementations of all contracts. */
    public List<Object> activities() {
        return activities;
    }

    /**
     * How many native calls outlived their deadline and still hang. With a handful of them a worker
     * hands back its work and is started anew.
     */
    public int hungCalls() {
        return hosts.hungCalls();
    }

    @Override
    public void close() {
        hosts.close();
    }
}
