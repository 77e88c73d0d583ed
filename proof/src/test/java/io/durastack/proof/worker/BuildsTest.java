package io.durastack.proof.worker;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.activities.InventorySteps;
import io.durastack.activities.fence.StepInterceptor;
import io.durastack.inventory.database.Transactions;
import io.durastack.proof.stack.RunningApplication;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.standalone.engine.EngineSetup;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.Builds;
import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.engine.TaskQueues;
import io.durastack.workflows.engine.Workflows;
import io.durastack.workflows.operation.OperationResult;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.vm.CreateVm;
import io.durastack.workflows.vm.CreateVmRequest;
import io.durastack.workflows.vm.CreateVmWorkflow;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * A run stays with the build that it began with, also where another one does its steps otherwise.
 * The builds have a namespace of their own, for all tests share the engine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("theEngineKnowsBuilds")
class BuildsTest {

    private static final String NAMESPACE = "builds";

    /** The create of another build: it waits first, so neither could replay the other's runs. */
    public static final class WaitingCreate implements CreateVm {

        @Override
        public OperationResult run(OperationRun run, CreateVmRequest request) {
            Workflow.sleep(Duration.ofMillis(10));
            return new CreateVmWorkflow().run(run, request);
        }
    }

    private final SimulatedZone zone = zone();
    private final EngineConnection engine =
            EngineConnection.to(TestingEngine.shared().target(), NAMESPACE, "proof", null);
    private final Builds builds = new Builds(engine.client());
    private final WorkerFactory other = other();

    static boolean theEngineKnowsBuilds() {
        return TestingEngine.shared().real();
    }

    private static SimulatedZone zone() {
        new EngineSetup(TestingEngine.shared().target()).ensure(NAMESPACE);
        return new SimulatedZone(
                2,
                new RunningApplication(
                        Map.of(
                                "durastack.engine.namespace",
                                NAMESPACE,
                                "durastack.worker.build",
                                "one")));
    }

    private WorkerFactory other() {
        WorkerFactory factory =
                WorkerFactory.newInstance(
                        engine.client(),
                        WorkerFactoryOptions.newBuilder()
                                .setWorkerInterceptors(
                                        new StepInterceptor(
                                                zone.inventory(), new SimpleMeterRegistry()))
                                .build());
        Worker worker =
                factory.newWorker(
                        TaskQueues.OPERATIONS,
                        WorkerOptions.newBuilder()
                                .setDeploymentOptions(
                                        WorkerDeploymentOptions.newBuilder()
                                                .setUseVersioning(true)
                                                .setVersion(
                                                        new WorkerDeploymentVersion(
                                                                Builds.DEPLOYMENT, "two"))
                                                .setDefaultVersioningBehavior(
                                                        VersioningBehavior.PINNED)
                                                .build())
                                .build());
        worker.registerWorkflowImplementationTypes(
                Arrays.stream(Workflows.implementations())
                        .map(it -> it == CreateVmWorkflow.class ? WaitingCreate.class : it)
                        .toArray(Class<?>[]::new));
        Transactions transactions = new Transactions(zone.dura().inventory().dataSource());
        worker.registerActivitiesImplementations(
                InventorySteps.all(zone.inventory(), transactions).toArray());
        return factory;
    }

    @AfterAll
    void close() {
        other.shutdownNow();
        other.awaitTermination(5, TimeUnit.SECONDS);
        zone.close();
        engine.close();
    }

    @Test
    void a_run_ends_on_the_build_that_it_began_with_and_new_ones_go_to_the_current_one() {
        assertThat(builds.known().orElseThrow().current()).contains("one");
        zone.faults(
                "{'rules':[{'step':'prepareVm','kind':'HANG','code':'HOST_REFUSED','millis':3000,'times':1}]}");
        String old = accepted(zone.post("/v1/vms", vm("old")));
        Awaitility.await("the old create to be under way")
                .atMost(Duration.ofSeconds(20))
                .until(() -> zone.strikes() > 0);

        other.start();
        Awaitility.await("the engine to know the other build")
                .atMost(Duration.ofSeconds(20))
                .until(() -> builds.known().orElseThrow().states().containsKey("two"));
        assertThat(builds.known().orElseThrow().current()).contains("one");
        // It is known with the first poll, and may be made the current one when each kind of its
        // queue is polled.
        Awaitility.await("the engine to accept the other build")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptionsMatching(BuildsTest::isNotPolledYet)
                .untilAsserted(() -> builds.makeCurrent("two", builds.known().orElseThrow()));
        String fresh = accepted(zone.post("/v1/vms", vm("fresh")));

        zone.ends(fresh, "SUCCEEDED");
        zone.ends(old, "SUCCEEDED");
        assertThat(build(old)).isEqualTo("one");
        assertThat(build(fresh)).isEqualTo("two");
        assertThat(history(old)).doesNotContain("TIMER_STARTED");
        assertThat(history(fresh)).contains("TIMER_STARTED");
        assertThat(builds.known().orElseThrow().states().get("one")).startsWith("DRAIN");
        assertThat(zone.differences()).isEmpty();
    }

    private static boolean isNotPolledYet(Throwable failure) {
        return failure instanceof StatusRuntimeException known
                && known.getStatus().getCode() == Status.Code.FAILED_PRECONDITION;
    }

    private String workflow(String operation) {
        String vm = zone.dura().get("/v1/operations/" + operation).text("/resource/id");
        return "vm/" + vm + "/" + operation;
    }

    private String history(String operation) {
        return engine.client().fetchHistory(workflow(operation)).toJson(false);
    }

    private String build(String operation) {
        return engine.client()
                .getWorkflowServiceStubs()
                .blockingStub()
                .describeWorkflowExecution(
                        DescribeWorkflowExecutionRequest.newBuilder()
                                .setNamespace(NAMESPACE)
                                .setExecution(
                                        WorkflowExecution.newBuilder()
                                                .setWorkflowId(workflow(operation)))
                                .build())
                .getWorkflowExecutionInfo()
                .getVersioningInfo()
                .getDeploymentVersion()
                .getBuildId();
    }
}
