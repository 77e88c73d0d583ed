package io.durastack.simulator;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.ResourceNames;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What every step on a simulated host passes: the time that it takes, and what goes wrong with it.
 * All waiting happens here, outside of any transaction.
 */
final class StepGate {

    private final Settings settings;
    private final Faults faults;
    private final LatencyModel latency = new LatencyModel();

    StepGate(WorldDatabase world, ResourceNames names) {
        this.settings = new Settings(world);
        this.faults = new Faults(world, settings, names);
    }

    Settings settings() {
        return settings;
    }

    /** A step that is one thing: half of it is nothing. */
    <T> T pass(String step, HostStepRequest request, UUID resource, Supplier<T> effect) {
        return pass(step, request, resource, effect, () -> false);
    }

    /**
     * Lets a step through, or lets something go wrong with it.
     *
     * @param half what is left of the effect when the host dies in the middle of it
     */
    <T> T pass(
            String step,
            HostStepRequest request,
            UUID resource,
            Supplier<T> effect,
            Supplier<?> half) {
        pause(latency.millis(settings.latency(), step, resource));
        Fault fault = faults.next(step, request, resource.toString());
        if (fault == null) {
            return effect.get();
        }
        switch (fault.kind()) {
            case FAIL_BEFORE -> {}
            case LOSE_ANSWER -> {
                T _ = effect.get();
            }
            case HALF -> {
                Object _ = half.get();
            }
            case HANG -> pause(fault.millis());
            case LATE -> {
                pause(fault.millis());
                return effect.get();
            }
        }
        throw new StepFailure(
                fault.code(),
                step
                        + " on "
                        + request.host().name()
                        + " failed by "
                        + fault.kind()
                        + ", as it was told to");
    }

    /**
     * The time that a real host would take. Ends early when the step is interrupted, as its worker
     * stops.
     */
    private static void pause(long millis) {
        if (millis <= 0) {
            return;
        }
        try {
            boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StepFailure(
                    FailureCode.HOST_TIMEOUT,
                    "interrupted while the host was at work",
                    interrupted);
        }
    }
}
