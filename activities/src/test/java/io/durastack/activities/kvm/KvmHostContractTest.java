package io.durastack.activities.kvm;

import io.durastack.testing.contract.ContractWorld;
import io.durastack.testing.contract.HostContract;
import io.durastack.workflows.host.EnsureHost;
import io.durastack.workflows.host.HostActivities;
import io.durastack.workflows.host.RemoveHost;
import io.durastack.workflows.hypervisor.HypervisorActivities;
import io.durastack.workflows.image.ImageActivities;
import io.durastack.workflows.network.NetworkActivities;
import io.durastack.workflows.storage.StorageActivities;
import io.durastack.workflows.world.WorldActivities;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** A real host of the lab keeps what the simulated one keeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KvmHostContractTest extends HostContract {

    private final KvmFixture kvm = new KvmFixture();

    @Override
    protected ContractWorld open() {
        LabOperator.purge(kvm.lab);
        var _ =
                kvm.as(HostActivities.class)
                        .ensureHost(new EnsureHost(later(), kvm.ref, kvm.connection(), null));
        long generation =
                kvm.jdbc
                        .sql("select generation from host_network where host_id = ?")
                        .param(kvm.host.value())
                        .query(Long.class)
                        .single();
        return new ContractWorld(
                kvm.ref,
                kvm.volumes(),
                kvm.domain(),
                generation,
                kvm.as(HypervisorActivities.class),
                kvm.as(StorageActivities.class),
                kvm.as(NetworkActivities.class),
                kvm.as(ImageActivities.class),
                kvm.as(WorldActivities.class),
                kvm::otherNetwork);
    }

    @AfterAll
    void close() {
        kvm.as(HostActivities.class).removeHost(new RemoveHost(later(), kvm.ref));
        kvm.close();
    }
}
