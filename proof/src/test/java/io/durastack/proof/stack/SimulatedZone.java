package io.durastack.proof.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.inventory.allocation.CounterAudit;
import io.durastack.inventory.database.Transactions;
import io.durastack.inventory.operation.OperationSweep;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.workflows.operation.Fence;
import io.durastack.workflows.operation.OperationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A running application with one simulated zone, and short ways to say what its tests say often.
 */
public final class SimulatedZone implements AutoCloseable {

    private static final String SHA = "a".repeat(64);

    private final RunningApplication dura;
    private final JdbcClient inventory;
    private final JdbcClient world;

    /** A zone with hosts of 8 CPUs and 64 GiB. */
    public SimulatedZone(int hosts) {
        this(hosts, new RunningApplication());
    }

    /** The same, with other settings than the usual. */
    public SimulatedZone(int hosts, Map<String, ?> settings) {
        this(hosts, new RunningApplication(settings));
    }

    /** The same in an application that is made otherwise. */
    public SimulatedZone(int hosts, RunningApplication dura) {
        this.dura = dura;
        this.inventory = JdbcClient.create(dura.inventory().dataSource());
        this.world = JdbcClient.create(dura.world().dataSource());
        created(post("/v1/zones", "{'name':'sim-1'}"));
        created(post("/v1/clusters", "{'name':'c1','zone':'sim-1','pool':'simulator'}"));
        created(
                post(
                        "/v1/primary-storages",
                        "{'name':'local','cluster':'c1','kind':'LOCAL','path':'/srv/vm'}",
                        "Prefer",
                        "wait=30"));
        created(
                post(
                        "/v1/instance-offerings",
                        "{'name':'small','cpus':1,'memoryBytes':1073741824,'rootBytes':2147483648}"));
        for (int number = 1; number <= hosts; number++) {
            created(
                    post(
                            "/v1/hosts",
                            "{'name':'host-"
                                    + number
                                    + "','cluster':'c1','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':1099511627776}}",
                            "Prefer",
                            "wait=30"));
        }
        // After the hosts, so that all of them have its bridge: no VM makes one.
        created(post("/v1/l2-networks", "{'name':'l2','zone':'sim-1'}", "Prefer", "wait=30"));
        created(
                post(
                        "/v1/l3-networks",
                        "{'name':'net','l2Network':'l2','cidr':'10.0.0.0/24','gateway':'10.0.0.1'}"));
        created(post("/v1/images", image("debian"), "Prefer", "wait=30"));
    }

    /** The body of an image with the bytes that all have. */
    public static String image(String name) {
        return image(name, SHA);
    }

    /** The body of an image with bytes of its own. */
    public static String image(String name, String sha256) {
        return "{'name':'"
                + name
                + "','zone':'sim-1','source':{'url':'https://example.org/d','sha256':'"
                + sha256
                + "'}}";
    }

    public RunningApplication dura() {
        return dura;
    }

    /** Sends JSON whose quotes are single ones, for reading's sake. */
    public Answer post(String path, String json, String... headers) {
        return dura.post(path, json.replace('\'', '"'), headers);
    }

    /** Expects that something was made. */
    public static void created(Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    }

    /** Expects that something was accepted; answers the id of its operation. */
    public static String accepted(Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(202);
        return answer.header("location").replace("/v1/operations/", "");
    }

    /** Expects a problem with this code. */
    public static void problem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(status);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(answer.text("/code")).isEqualTo(code);
        assertThat(answer.text("/hint")).isNotBlank();
        assertThat(answer.text("/requestId")).isEqualTo(answer.header("x-request-id"));
    }

    /** The body of a small VM. */
    public static String vm(String name) {
        return "{'name':'" + name + "','image':'debian','offering':'small','networks':['net']}";
    }

    /** Makes a small VM and waits until it runs. */
    public void runningVm(String name) {
        created(post("/v1/vms", vm(name), "Prefer", "wait=30"));
    }

    /**
     * On each host a VM that must not change; with the image, which then is in the cache of each
     * from the first.
     */
    public void neighbourOnEachHost() {
        List<String> hosts =
                inventory
                        .sql("select name from host where deleted_at is null order by name")
                        .query((row, index) -> row.getString(1))
                        .list();
        for (String host : hosts) {
            inventory.sql("update host set enabled = name = ?").param(host).update();
            runningVm("neighbour-of-" + host);
        }
        inventory.sql("update host set enabled = true").update();
    }

    /** Orders what shall go wrong; {@code {}} for nothing. */
    public void faults(String json) {
        Answer answer = dura.put("/v1/simulator/faults", json.replace('\'', '"'));
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    /** How often something has gone wrong since that was ordered. */
    public int strikes() {
        return dura.get("/v1/simulator/faults").json().at("/strikes").size();
    }

    /** Expects that an operation settles in this state. */
    public Answer ends(String operation, String state) {
        Answer settled =
                dura.send("GET", "/v1/operations/" + operation, null, Map.of("Prefer", "wait=60"));
        assertThat(settled.text("/state")).as(settled.json().toString()).isEqualTo(state);
        return settled;
    }

    /** Sends a decision on an operation. */
    public Answer decide(String operation, String decision) {
        return dura.post("/v1/operations/" + operation + ":" + decision, "");
    }

    /** Waits until an operation is in this state. */
    public void awaitState(String operation, String state) {
        Awaitility.await("operation " + operation + " to be " + state)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> dura.get("/v1/operations/" + operation).text("/state"), state::equals);
    }

    /** So much time passes that whoever leased an operation to start it does so no more. */
    public void leaseRunsOut(OperationId operation) {
        inventory
                .sql(
                        "update operation set lease_until = now() - interval '1 second' where id = ? and dispatched_at is null")
                .param(operation.value())
                .update();
    }

    /**
     * The sweeper takes the run of this step for gone, while it is not: another run takes its
     * place.
     */
    public void isTakenForGone(Fence fence) {
        OperationSweep sweep = new OperationSweep(inventory);
        boolean _ =
                new Transactions(dura.inventory().dataSource())
                        .run(() -> {
                            sweep.closed(
                                    new OperationSweep.Suspect(
                                            fence.operation(),
                                            fence.turn(),
                                            1,
                                            "vm",
                                            fence.operation().value(),
                                            false));
                            return true;
                        });
    }

    /** Waits until nothing is owed any more. */
    public void awaitDebtsPaid() {
        Awaitility.await("debts to be paid")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () ->
                                inventory
                                        .sql(
                                                """
                                                select (select count(*) from debt where paid_at is null)
                                                    + (select count(*) from operation where kind = 'host.settle'
                                                        and state not in ('SUCCEEDED', 'ROLLED_BACK'))
                                                """)
                                        .query(Long.class)
                                        .single(),
                        open -> open == 0);
    }

    /**
     * Forgets what was deleted: a delete keeps the rows, and a slate that is to be as it was before
     * knows none of them.
     */
    public void forgetDeleted() {
        inventory
                .sql(
                        "delete from volume where vm_id in (select id from vm where state = 'DELETED')")
                .update();
        inventory.sql("delete from vm where state = 'DELETED'").update();
        inventory.sql("delete from host where state = 'DELETED'").update();
        inventory.sql("delete from image where deleted_at is not null").update();
        inventory.sql("delete from l2_network where deleted_at is not null").update();
        inventory.sql("delete from primary_storage where deleted_at is not null").update();
    }

    public CleanSlate slate() {
        return CleanSlate.of(inventory, world);
    }

    /** What the audit of the counters finds. */
    public List<String> differences() {
        return new CounterAudit(inventory).differences();
    }

    public JdbcClient inventory() {
        return inventory;
    }

    public JdbcClient world() {
        return world;
    }

    @Override
    public void close() {
        dura.close();
    }
}
