package io.durastack.inventory.vm;

import io.durastack.workflows.hypervisor.Hardware;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.network.L3NetworkId;
import io.durastack.workflows.offering.OfferingId;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.project.ProjectId;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.zone.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A VM as it is accepted, with everything resolved that it keeps for life.
 *
 * @param hostname what the guest calls itself; another thing than the name
 * @param rootBytes size of the root volume, at least that of the image
 * @param userData row of its encrypted user data; null without
 * @param operation that makes it
 */
public record NewVm(
        VmId id,
        ProjectId project,
        ZoneId zone,
        String name,
        String hostname,
        String description,
        Map<String, String> labels,
        boolean deleteProtection,
        ImageId image,
        String imageName,
        OfferingId offering,
        String offeringName,
        int cpus,
        long memoryBytes,
        long rootBytes,
        Hardware hardware,
        List<String> sshKeys,
        @Nullable UUID userData,
        List<Nic> nics,
        OperationId operation) {

    /** One NIC, by the network that it is on. */
    public record Nic(L3NetworkId network, L2NetworkId l2Network) {}

    public NewVm {
        labels = Map.copyOf(labels);
        sshKeys = List.copyOf(sshKeys);
        nics = List.copyOf(nics);
    }
}
