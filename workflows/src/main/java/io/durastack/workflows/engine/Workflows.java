package io.durastack.workflows.engine;

import io.durastack.workflows.host.CreateHostWorkflow;
import io.durastack.workflows.host.DeleteHostWorkflow;
import io.durastack.workflows.host.SettleHostWorkflow;
import io.durastack.workflows.vm.CreateVmWorkflow;
import io.durastack.workflows.vm.DeleteVmWorkflow;
import io.durastack.workflows.vm.RebootVmWorkflow;
import io.durastack.workflows.vm.StartVmWorkflow;
import io.durastack.workflows.vm.StopVmWorkflow;
import io.durastack.workflows.world.SetWorldFaultsWorkflow;
import io.durastack.workflows.world.SetWorldLatencyWorkflow;
import io.durastack.workflows.world.ShowWorldFaultsWorkflow;
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
                    SetWorldFaultsWorkflow.class,
                    ShowWorldFaultsWorkflow.class,
                    SetWorldLatencyWorkflow.class);

    private Workflows() {}

    /** What an orchestrator registers. */
    public static Class<?>[] implementations() {
        return IMPLEMENTATIONS.toArray(Class<?>[]::new);
    }
}
