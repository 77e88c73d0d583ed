package io.durastack.workflows.engine;

import io.durastack.workflows.host.CreateHostWorkflow;
import io.durastack.workflows.host.DeleteHostWorkflow;
import io.durastack.workflows.host.SettleHostWorkflow;
import io.durastack.workflows.image.CreateImageWorkflow;
import io.durastack.workflows.image.DeleteImageWorkflow;
import io.durastack.workflows.network.CreateL2NetworkWorkflow;
import io.durastack.workflows.network.DeleteL2NetworkWorkflow;
import io.durastack.workflows.storage.CreatePrimaryStorageWorkflow;
import io.durastack.workflows.storage.DeletePrimaryStorageWorkflow;
import io.durastack.workflows.vm.CreateVmWorkflow;
import io.durastack.workflows.vm.DeleteVmWorkflow;
import io.durastack.workflows.vm.RebootVmWorkflow;
import io.durastack.workflows.vm.StartVmWorkflow;
import io.durastack.workflows.vm.StopVmWorkflow;
import io.durastack.workflows.world.ListWorldWorkflow;
import io.durastack.workflows.world.ShapeWorldWorkflow;
import java.util.List;

/**
 * All workflow implementations. A new operation adds its line here; a test compares the list with
 * what there is.
 */
public final class Workflows {

    private static final List<Class<?>> IMPLEMENTATIONS =
            List.of(
                    CreateHostWorkflow.class,
                    DeleteHostWorkflow.class,
                    SettleHostWorkflow.class,
                    CreateVmWorkflow.class,
                    DeleteVmWorkflow.class,
                    StartVmWorkflow.class,
                    StopVmWorkflow.class,
                    RebootVmWorkflow.class,
                    CreateImageWorkflow.class,
                    DeleteImageWorkflow.class,
                    CreateL2NetworkWorkflow.class,
                    DeleteL2NetworkWorkflow.class,
                    CreatePrimaryStorageWorkflow.class,
                    DeletePrimaryStorageWorkflow.class,
                    ListWorldWorkflow.class,
                    ShapeWorldWorkflow.class);

    private Workflows() {}

    /** What an orchestrator registers. */
    public static Class<?>[] implementations() {
        return IMPLEMENTATIONS.toArray(Class<?>[]::new);
    }
}
