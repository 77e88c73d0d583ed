package io.durastack.testing.contract;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.hypervisor.DomainSpec;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.image.ImageActivities;
import io.durastack.workflows.network.NetworkActivities;
import io.durastack.workflows.storage.StorageActivities;
import io.durastack.workflows.storage.VolumeSpec;
import io.durastack.workflows.world.WorldActivities;
import java.util.List;
import java.util.function.Function;

/**
 * A world with one host, and what one VM would be there. Nothing of the VM exists.
 *
 * @param networkGeneration the generation of the host's bridges as its source has it
 * @param otherNetwork lets the host have another network, {@link #OTHER_BRIDGE}, or not; answers
 *     the generation of its bridges with that
 */
public record ContractWorld(
        HostRef host,
        List<VolumeSpec> volumes,
        DomainSpec domain,
        long networkGeneration,
        HypervisorActivities hypervisor,
        StorageActivities storage,
        NetworkActivities network,
        ImageActivities images,
        WorldActivities world,
        Function<Boolean, Long> otherNetwork) {

    /** Its bridge on the host. */
    public static final String OTHER_BRIDGE = "dukvm1";

    public ContractWorld {
        volumes = List.copyOf(volumes);
    }
}
