package io.durastack.inventory.vm;

import io.durastack.inventory.allocation.CounterAudit;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.operation.Claim;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.OperationIntake;
import io.durastack.inventory.operation.OperationOutbox;
import io.durastack.inventory.operation.OutboxEntry;
import io.durastack.inventory.operation.Priority;
import io.durastack.inventory.operation.Requester;
import io.durastack.testing.database.TestingDatabase;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An inventory with one zone of equal hosts, one image, one offering and one network. */
final class InventoryFixture implements AutoCloseable {

    static final long GIB = 1L << 30;
    static final ProjectId PROJECT = ProjectId.of("00000000-0000-7000-8000-000000000001");

    final TestingDatabase database = TestingDatabase.create("classpath:db/migration");
    final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    final Transactions transactions = new Transactions(database.dataSource());
    final ZoneId zone = ZoneId.next();
    final ImageId image = ImageId.next();
    final L2NetworkId l2 = L2NetworkId.next();
    final L3NetworkId l3 = L3NetworkId.next();

    /**
     * @param cpus of each host
     * @param addresses free on the network
     */
    InventoryFixture(int hosts, int cpus, int addresses) {
        UUID cluster = UUID.randomUUID();
        UUID storage = UUID.randomUUID();
        jdbc.sql("insert into zone (id, name) values (?, 'zone')").param(zone.value()).update();
        jdbc.sql(
                        "insert into cluster (id, zone_id, name, pool) values (?, ?, 'cluster', 'simulator')")
                .params(cluster, zone.value())
                .update();
        jdbc.sql(
                        "insert into primary_storage (id, zone_id, cluster_id, name, kind, scope, state, path) values (?, ?, ?, 'local', 'LOCAL', 'HOST', 'READY', '/srv')")
                .params(storage, zone.value(), cluster)
                .update();
        jdbc.sql(
                        "insert into image (id, zone_id, name, state, source, sha256, format, virtual_bytes) values (?, ?, 'image', 'READY', 'file:///image', 'abc', 'qcow2', ?)")
                .params(image.value(), zone.value(), GIB)
                .update();
        jdbc.sql("insert into l2_network (id, zone_id, name, bridge) values (?, ?, 'l2', 'br-1')")
                .params(l2.value(), zone.value())
                .update();
        jdbc.sql(
                        "insert into l3_network (id, zone_id, l2_network_id, name, cidr) values (?, ?, ?, 'l3', '10.0.0.0/16')")
                .params(l3.value(), zone.value(), l2.value())
                .update();
        jdbc.sql(
                        "insert into free_address select ?, inet '10.0.0.10' + i from generate_series(0, ? - 1) i")
                .params(l3.value(), addresses)
                .update();
        for (int number = 0; number < hosts; number++) {
            UUID host = UUID.randomUUID();
            jdbc.sql(
                            "insert into host (id, zone_id, cluster_id, pool, name, state, address, storage_path, observed_state) values (?, ?, ?, 'simulator', ?, 'READY', ?, '/srv', 'UP')")
                    .params(host, zone.value(), cluster, "host-" + number, "10.1.0." + number)
                    .update();
            jdbc.sql("insert into host_network (host_id) values (?)").param(host).update();
            jdbc.sql(
                            "insert into host_capacity (host_id, cpus_total, memory_total) values (?, ?, ?)")
                    .params(host, cpus, cpus * GIB)
                    .update();
            jdbc.sql(
                            "insert into storage_capacity (storage_id, host_id, bytes_total) values (?, ?, ?)")
                    .params(storage, host, 10_000 * GIB)
                    .update();
        }
    }

    /** Accepts the create of a VM with one CPU, and starts nothing. */
    VmId accept(String name) {
        VmId vm = VmId.next();
        OperationId operation = OperationId.next();
        transactions.run(() -> {
            new OperationIntake(jdbc)
                    .accept(
                            operation(
                                    operation,
                                    "vm.create",
                                    vm,
                                    name,
                                    new CreateVmRequest(
                                            vm, name, image, OfferingId.next(), List.of(l3))));
            new VmIntake(jdbc)
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
                                    OfferingId.next(),
                                    "small",
                                    1,
                                    GIB,
                                    2 * GIB,
                                    Hardware.DEFAULT,
                                    List.of(),
                                    null,
                                    List.of(new NewVm.Nic(l3, l2)),
                                    operation));
            return vm;
        });
        return vm;
    }

    /** Accepts the delete of a VM. */
    void acceptDelete(VmId vm) {
        transactions.run(() -> {
            new OperationIntake(jdbc)
                    .accept(
                            operation(
                                    OperationId.next(),
                                    "vm.delete",
                                    vm,
                                    "x",
                                    new DeleteVmRequest(vm, "RUNNING")));
            return vm;
        });
    }

    private NewOperation operation(
            OperationId id, String kind, VmId vm, String name, Object request) {
        return new NewOperation(
                id,
                kind,
                new ResourceRef("vm", vm.value(), name),
                PROJECT,
                zone,
                Priority.BULK,
                OnFailure.ROLL_BACK,
                StepPolicy.DEFAULT,
                request,
                Claim.whole("vm", vm.value()),
                Requester.installation("test"),
                Duration.ofMinutes(5),
                Map.of());
    }

    List<OutboxEntry> lease(int most) {
        return transactions.run(
                () -> new OperationOutbox(jdbc, 128).lease(most, Duration.ofSeconds(30)));
    }

    long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    /** What an audit finds; empty when all is right. */
    List<String> differences() {
        return new CounterAudit(jdbc).differences();
    }

    @Override
    public void close() {
        database.close();
    }
}
