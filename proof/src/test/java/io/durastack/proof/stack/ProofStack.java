package io.durastack.proof.stack;

import io.durastack.activities.InventorySteps;
import io.durastack.activities.fence.StepInterceptor;
import io.durastack.api.dispatch.Dispatcher;
import io.durastack.api.dispatch.RunStarter;
import io.durastack.inventory.allocation.CounterAudit;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.host.HostNetworks;
import io.durastack.inventory.operation.Claim;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.OperationIntake;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.inventory.operation.Priority;
import io.durastack.inventory.operation.Requester;
import io.durastack.inventory.vm.NewVm;
import io.durastack.inventory.vm.VmIntake;
import io.durastack.simulator.SimulatedDataCentre;
import io.durastack.testing.database.TestingDatabase;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.worker.engine.EngineSettings;
import io.durastack.worker.engine.WorkerEngine;
import io.durastack.worker.role.HostRole;
import io.durastack.worker.role.OrchestratorRole;
import io.durastack.worker.role.PoolSteps;
import io.durastack.worker.role.RoleLifecycle;
import io.durastack.worker.role.WorkerSettings;
import io.durastack.workflows.engine.EngineConnection;
import io.durastack.workflows.host.CreateHostRequest;
import io.durastack.workflows.host.EnsureHost.SimulatedSize;
import io.durastack.workflows.host.HostConnectionSpec;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.hypervisor.Hardware;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.network.L3NetworkId;
import io.durastack.workflows.offering.OfferingId;
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.operation.StepPolicy;
import io.durastack.workflows.project.ProjectId;
import io.durastack.workflows.vm.CreateVmRequest;
import io.durastack.workflows.vm.DeleteVmRequest;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.zone.ZoneId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One zone of simulated hosts with everything that serves it. */
public final class ProofStack implements AutoCloseable {

    public static final long GIB = 1L << 30;
    public static final ProjectId PROJECT = ProjectId.of("00000000-0000-7000-8000-000000000001");

    /** Impatient enough for tests: tries in milliseconds, and given up after three. */
    public static final StepPolicy QUICK = new StepPolicy(2, 3, 20, 20, 100, 3, 20);

    private final TestingDatabase inventoryDatabase =
            TestingDatabase.create("classpath:db/migration");
    private final TestingDatabase worldDatabase =
            TestingDatabase.create(SimulatedDataCentre.MIGRATIONS);
    private final JdbcClient inventory = JdbcClient.create(inventoryDatabase.dataSource());
    private final Transactions transactions = new Transactions(inventoryDatabase.dataSource());
    private final SimulatedDataCentre world =
            new SimulatedDataCentre(worldDatabase.dataSource(), new HostNetworks(inventory));
    private final WorkerEngine workerEngine;
    private final EngineConnection dispatcherEngine;
    private final RoleLifecycle roles;
    private final Dispatcher dispatcher;
    private final ZoneId zone = ZoneId.next();
    private final UUID cluster = UUID.randomUUID();
    private final ImageId image = ImageId.next();
    private final L2NetworkId l2 = L2NetworkId.next();
    private final L3NetworkId l3 = L3NetworkId.next();

    public ProofStack(int hosts) {
        writeDefinitions();
        String target = TestingEngine.shared().target();
        EngineSettings engine = new EngineSettings(target, "default", "http://127.0.0.1");
        this.workerEngine = new WorkerEngine(engine, new SimpleMeterRegistry());
        this.dispatcherEngine = EngineConnection.to(target, "default", "dispatcher", null);
        this.roles = roles();
        this.dispatcher =
                new Dispatcher(
                        new OperationOutbox(inventory, 128),
                        transactions,
                        new RunStarter(dispatcherEngine.client()));
        roles.start();
        dispatcher.start();
        for (int number = 1; number <= hosts; number++) {
            awaitEnd(createHost("host-" + number));
        }
    }

    private RoleLifecycle roles() {
        WorkerSettings settings =
                new WorkerSettings(List.of("orchestrator", "simulator"), 600, 8, 50, "", 2);
        List<WorkerInterceptor> interceptors =
                List.of(new StepInterceptor(inventory, new SimpleMeterRegistry()));
        return new RoleLifecycle(
                List.of(
                        new OrchestratorRole(
                                workerEngine,
                                settings,
                                interceptors,
                                InventorySteps.all(inventory, transactions)),
                        new HostRole(
                                workerEngine,
                                settings,
                                interceptors,
                                inventory,
                                new PoolSteps("simulator", world.activities(), false))));
    }

    private void writeDefinitions() {
        inventory
                .sql("insert into zone (id, name) values (?, 'zone')")
                .param(zone.value())
                .update();
        inventory
                .sql(
                        "insert into cluster (id, zone_id, name, pool) values (?, ?, 'cluster', 'simulator')")
                .params(cluster, zone.value())
                .update();
        inventory
                .sql(
                        "insert into primary_storage (id, zone_id, cluster_id, name, kind, scope, state, path) values (?, ?, ?, 'local', 'LOCAL', 'HOST', 'READY', '/srv')")
                .params(UUID.randomUUID(), zone.value(), cluster)
                .update();
        inventory
                .sql(
                        "insert into image (id, zone_id, name, state, source, sha256, format, virtual_bytes) values (?, ?, 'image', 'READY', 'file:///image', 'abc', 'qcow2', ?)")
                .params(image.value(), zone.value(), GIB)
                .update();
        inventory
                .sql(
                        "insert into l2_network (id, zone_id, name, bridge) values (?, ?, 'l2', 'br-1')")
                .params(l2.value(), zone.value())
                .update();
        inventory
                .sql(
                        "insert into l3_network (id, zone_id, l2_network_id, name, cidr) values (?, ?, ?, 'l3', '10.0.0.0/16')")
                .params(l3.value(), zone.value(), l2.value())
                .update();
        inventory
                .sql(
                        "insert into free_address select ?, inet '10.0.0.10' + i from generate_series(0, 999) i")
                .param(l3.value())
                .update();
    }

    /** Adds a host of 16 CPUs and 64 GiB. */
    public OperationId createHost(String name) {
        HostId host = HostId.next();
        OperationId operation = OperationId.next();
        HostRef ref = new HostRef(host, name, zone, "simulator");
        accept(
                operation(
                        "host.create",
                        operation,
                        new ResourceRef("host", host.value(), name),
                        new CreateHostRequest(
                                ref,
                                new HostConnectionSpec(name, 22, "durastack", null, "/srv"),
                                new SimulatedSize(16, 64 * GIB, 1000 * GIB)),
                        it -> {}),
                () -> {
                    inventory
                            .sql(
                                    "insert into host (id, zone_id, cluster_id, pool, name, state, address, storage_path) values (?, ?, ?, 'simulator', ?, 'CREATING', ?, '/srv')")
                            .params(host.value(), zone.value(), cluster, name, name)
                            .update();
                    inventory
                            .sql("insert into host_network (host_id) values (?)")
                            .param(host.value())
                            .update();
                });
        return operation;
    }

    /** How an operation shall differ from the usual. */
    public static final class Wish {

        private OnFailure onFailure = OnFailure.ROLL_BACK;
        private StepPolicy policy = QUICK;

        public void hold() {
            onFailure = OnFailure.HOLD;
        }

        public void policy(StepPolicy wanted) {
            policy = wanted;
        }
    }

    /** A VM that was asked for. */
    public record Asked(VmId vm, OperationId operation) {}

    /** Asks for a VM of one CPU and 1 GiB. */
    public Asked createVm(String name, Consumer<Wish> wish) {
        VmId vm = VmId.next();
        OperationId operation = OperationId.next();
        OfferingId offering = OfferingId.next();
        accept(
                operation(
                        "vm.create",
                        operation,
                        new ResourceRef("vm", vm.value(), name),
                        new CreateVmRequest(vm, name, image, offering, List.of(l3)),
                        wish),
                () ->
                        new VmIntake(inventory)
                                .insert(
                                        new NewVm(
                                                vm,
                                                PROJECT,
                                                zone,
                                                name,
                                                name,
                                                "",
                                                Map.of(),
                                                false,
                                                image,
                                                "image",
                                                offering,
                                                "small",
                                                1,
                                                GIB,
                                                2 * GIB,
                                                Hardware.DEFAULT,
                                                List.of(),
                                                null,
                                                List.of(new NewVm.Nic(l3, l2)),
                                                operation)));
        return new Asked(vm, operation);
    }

    /** Asks for the delete of a VM. */
    public OperationId deleteVm(VmId vm) {
        OperationId operation = OperationId.next();
        accept(
                operation(
                        "vm.delete",
                        operation,
                        new ResourceRef("vm", vm.value(), "vm"),
                        new DeleteVmRequest(vm, "RUNNING"),
                        it -> {}),
                () -> {});
        return operation;
    }

    private NewOperation operation(
            String kind,
            OperationId id,
            ResourceRef resource,
            Object request,
            Consumer<Wish> consumer) {
        Wish wish = new Wish();
        consumer.accept(wish);
        return new NewOperation(
                id,
                kind,
                resource,
                PROJECT,
                zone,
                Priority.BULK,
                wish.onFailure,
                wish.policy,
                request,
                Claim.whole(resource.kind(), resource.id()),
                Requester.installation("proof"),
                Duration.ofMinutes(5),
                Map.of());
    }

    private void accept(NewOperation operation, Runnable rows) {
        transactions.run(() -> {
            new OperationIntake(inventory).accept(operation);
            rows.run();
            return operation.id();
        });
        dispatcher.wake();
    }

    /** Waits until an operation has ended or is held; answers its state. */
    public String awaitEnd(OperationId operation) {
        return Awaitility.await("end of operation " + operation)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(25))
                .until(
                        () -> state(operation),
                        state -> List.of("SUCCEEDED", "ROLLED_BACK", "HELD").contains(state));
    }

    /** The state of an operation as its row has it. */
    public String state(OperationId operation) {
        return inventory
                .sql("select state from operation where id = ?")
                .param(operation.value())
                .query(String.class)
                .single();
    }

    public JdbcClient inventory() {
        return inventory;
    }

    public SimulatedDataCentre world() {
        return world;
    }

    public EngineConnection engine() {
        return dispatcherEngine;
    }

    /** What the audit of the counters finds. */
    public List<String> differences() {
        return new CounterAudit(inventory).differences();
    }

    @Override
    public void close() {
        dispatcher.stop();
        roles.stop();
        workerEngine.close();
        dispatcherEngine.close();
        inventoryDatabase.close();
        worldDatabase.close();
    }
}
