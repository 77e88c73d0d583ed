package io.durastack.proof.harness;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.image;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.harness.Scenario.Trait;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.proof.stack.StepProbe;
import io.durastack.workflows.failure.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** All scenarios. A new operation adds one here for each of its branches, and is proven by that. */
final class Scenarios {

    private static final Map<String, String> WAIT = Map.of("Prefer", "wait=30");
    private static final String HOST =
            "{'name':'host-9','cluster':'c1','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':1099511627776}}";

    private static final String L2 = "{'name':'probe','zone':'sim-1','bridge':'br-probe'}";

    private static final String STORAGE =
            "{'name':'probe','cluster':'c1','kind':'LOCAL','path':'/srv/probe'}";

    private static final String OTHER_BYTES = "b".repeat(64);

    private static final Scenario CREATE_VM =
            Scenario.of("vm.create", (zone, hold) -> accepted(zone.post("/v1/vms", probe(hold))))
                    .that(Trait.REVERSIBLE, Trait.HOLDABLE)
                    .looking(zone -> vmIs(zone, "RUNNING", "RUNNING"))
                    .against(zone -> zone.dura().post("/v1/vms/probe:stop", ""))
                    .cleared(Scenarios::deleteVm);

    private static final Scenario START_VM =
            Scenario.of(
                            "vm.start",
                            (zone, hold) -> accepted(zone.dura().post("/v1/vms/probe:start", "")))
                    .that(Trait.REVERSIBLE, Trait.STAGED)
                    .on(Scenarios::stoppedVm, Scenarios::deleteVm)
                    .looking(zone -> vmIs(zone, "RUNNING", "RUNNING"))
                    .against(zone -> zone.dura().post("/v1/vms/probe:stop", ""))
                    .cleared(Scenarios::deleteVm);

    private static final Scenario STOP_VM =
            Scenario.of(
                            "vm.stop",
                            (zone, hold) -> accepted(zone.dura().post("/v1/vms/probe:stop", "")))
                    .that(Trait.STAGED)
                    .on(zone -> zone.runningVm("probe"), Scenarios::deleteVm)
                    .looking(zone -> vmIs(zone, "STOPPED", "OFF"))
                    .against(zone -> zone.dura().post("/v1/vms/probe:start", ""))
                    .cleared(Scenarios::deleteVm);

    private static final Scenario DELETE_VM =
            Scenario.of("vm.delete", (zone, hold) -> accepted(zone.dura().delete("/v1/vms/probe")))
                    .that(Trait.STAGED)
                    .on(zone -> zone.runningVm("probe"), Scenarios::deleteVm)
                    .against(zone -> zone.dura().post("/v1/vms/probe:stop", ""))
                    .looking(Scenarios::thereIsNoVm);

    static final List<Scenario> ALL =
            List.of(
                    CREATE_VM,
                    CREATE_VM.branch("placed again").when(Scenarios::firstHostIsSilent),
                    CREATE_VM
                            .branch("no room")
                            .asking((zone, hold) -> {
                                hostsFillUp(zone);
                                return accepted(zone.post("/v1/vms", probe(hold)));
                            })
                            .that(Trait.REVERSIBLE)
                            .ending("ROLLED_BACK"),
                    START_VM,
                    START_VM.branch("of one that runs")
                            .on(zone -> zone.runningVm("probe"), Scenarios::deleteVm),
                    STOP_VM,
                    Scenario.of(
                                    "vm.reboot",
                                    (zone, hold) ->
                                            accepted(zone.dura().post("/v1/vms/probe:reboot", "")))
                            .that(Trait.STAGED)
                            .on(zone -> zone.runningVm("probe"), Scenarios::deleteVm)
                            .looking(zone -> vmIs(zone, "RUNNING", "RUNNING"))
                            .against(zone -> zone.dura().post("/v1/vms/probe:stop", ""))
                            .cleared(Scenarios::deleteVm),
                    DELETE_VM,
                    DELETE_VM
                            .branch("host silent")
                            .that(Trait.STAGED, Trait.SILENT)
                            .when(Scenarios::removalsAreNotAnswered),
                    Scenario.of(
                                    "vm.delete",
                                    (zone, hold) ->
                                            deleteBehind(
                                                    zone,
                                                    "PrepareVm",
                                                    () -> zone.post("/v1/vms", probe(false)),
                                                    "/v1/vms/probe"))
                            .branch("behind a create")
                            .that(Trait.WITHOUT_RUN)
                            .looking(Scenarios::thereIsNoVm),
                    Scenario.of(
                                    "host.create",
                                    (zone, hold) -> accepted(zone.post("/v1/hosts", HOST)))
                            .that(Trait.REVERSIBLE, Trait.FORGOTTEN)
                            .looking(zone -> hostIs(zone, "READY"))
                            .cleared(Scenarios::deleteHost),
                    Scenario.of(
                                    "host.delete",
                                    (zone, hold) ->
                                            accepted(zone.dura().delete("/v1/hosts/host-9")))
                            .that(Trait.STAGED)
                            .on(
                                    zone ->
                                            created(
                                                    zone.post(
                                                            "/v1/hosts",
                                                            HOST,
                                                            "Prefer",
                                                            "wait=30")),
                                    Scenarios::deleteHost)
                            .looking(Scenarios::thereIsNoHost),
                    Scenario.of(
                                    "host.delete",
                                    (zone, hold) ->
                                            deleteBehind(
                                                    zone,
                                                    "EnsureHost",
                                                    () -> zone.post("/v1/hosts", HOST),
                                                    "/v1/hosts/host-9"))
                            .branch("behind a create")
                            .that(Trait.WITHOUT_RUN)
                            .looking(Scenarios::thereIsNoHost),
                    Scenario.of("host.settle", (zone, hold) -> settlement(zone))
                            .that(Trait.ENDLESS)
                            .on(Scenarios::heldVm, zone -> {})
                            .looking(Scenarios::thereIsNoVm),
                    Scenario.of(
                                    "image.create",
                                    (zone, hold) ->
                                            accepted(
                                                    zone.post(
                                                            "/v1/images",
                                                            image("probe", OTHER_BYTES))))
                            .that(Trait.REVERSIBLE)
                            .looking(zone ->
                                    assertThat(zone.dura().get("/v1/images/probe").text("/state"))
                                            .isEqualTo("READY"))
                            .cleared(Scenarios::deleteImage),
                    Scenario.of(
                                    "image.delete",
                                    (zone, hold) ->
                                            accepted(zone.dura().delete("/v1/images/probe")))
                            .that(Trait.STAGED)
                            .on(Scenarios::imageOfItsOwn, Scenarios::deleteImage)
                            .looking(Scenarios::thereIsNoImage),
                    Scenario.of(
                                    "image.delete",
                                    (zone, hold) ->
                                            deleteBehind(
                                                    zone,
                                                    "FetchImage",
                                                    () ->
                                                            zone.post(
                                                                    "/v1/images",
                                                                    image("probe", OTHER_BYTES)),
                                                    "/v1/images/probe"))
                            .branch("behind a create")
                            .that(Trait.WITHOUT_RUN)
                            .looking(Scenarios::thereIsNoImage),
                    Scenario.of(
                                    "l2-network.create",
                                    (zone, hold) -> accepted(zone.post("/v1/l2-networks", L2)))
                            .that(Trait.REVERSIBLE)
                            .looking(Scenarios::thereIsANetwork)
                            .cleared(Scenarios::deleteNetwork),
                    Scenario.of(
                                    "l2-network.delete",
                                    (zone, hold) ->
                                            accepted(zone.dura().delete("/v1/l2-networks/probe")))
                            .that(Trait.STAGED)
                            .on(
                                    zone ->
                                            created(
                                                    zone.post(
                                                            "/v1/l2-networks",
                                                            L2,
                                                            "Prefer",
                                                            "wait=30")),
                                    Scenarios::deleteNetwork)
                            .looking(Scenarios::thereIsNoNetwork),
                    Scenario.of(
                                    "l2-network.delete",
                                    (zone, hold) ->
                                            deleteBehind(
                                                    zone,
                                                    "EnsureNetwork",
                                                    () -> zone.post("/v1/l2-networks", L2),
                                                    "/v1/l2-networks/probe"))
                            .branch("behind a create")
                            .that(Trait.WITHOUT_RUN)
                            .looking(Scenarios::thereIsNoNetwork),
                    Scenario.of(
                                    "primary-storage.create",
                                    (zone, hold) ->
                                            accepted(zone.post("/v1/primary-storages", STORAGE)))
                            .that(Trait.REVERSIBLE)
                            .looking(Scenarios::thereIsAStorage)
                            .cleared(Scenarios::deleteStorage),
                    Scenario.of(
                                    "primary-storage.delete",
                                    (zone, hold) ->
                                            accepted(
                                                    zone.dura()
                                                            .delete("/v1/primary-storages/probe")))
                            .that(Trait.STAGED)
                            .on(
                                    zone ->
                                            created(
                                                    zone.post(
                                                            "/v1/primary-storages",
                                                            STORAGE,
                                                            "Prefer",
                                                            "wait=30")),
                                    Scenarios::deleteStorage)
                            .looking(Scenarios::thereIsNoStorage),
                    Scenario.of(
                                    "primary-storage.delete",
                                    (zone, hold) ->
                                            deleteBehind(
                                                    zone,
                                                    "EnsureFolder",
                                                    () ->
                                                            zone.post(
                                                                    "/v1/primary-storages",
                                                                    STORAGE),
                                                    "/v1/primary-storages/probe"))
                            .branch("behind a create")
                            .that(Trait.WITHOUT_RUN)
                            .looking(Scenarios::thereIsNoStorage));

    private Scenarios() {}

    private static String probe(boolean hold) {
        return hold ? vm("probe").replace("}", ",'onFailure':'HOLD'}") : vm("probe");
    }

    private static void vmIs(SimulatedZone zone, String state, String power) {
        Answer found = zone.dura().get("/v1/vms/probe");
        assertThat(found.text("/state")).as(found.json().toString()).isEqualTo(state);
        assertThat(found.text("/power/observed")).isEqualTo(power);
        long running =
                zone.world()
                        .sql("select count(*) from sim_domain where vm_id = ?::uuid")
                        .param(found.text("/id"))
                        .query(Long.class)
                        .single();
        assertThat(running).isEqualTo(power.equals("RUNNING") ? 1 : 0);
    }

    private static void thereIsNoVm(SimulatedZone zone) {
        assertThat(zone.dura().get("/v1/vms/probe").status()).isEqualTo(404);
    }

    private static void thereIsNoHost(SimulatedZone zone) {
        assertThat(zone.dura().get("/v1/hosts/host-9").status()).isEqualTo(404);
    }

    private static void hostIs(SimulatedZone zone, String state) {
        assertThat(zone.dura().get("/v1/hosts/host-9").text("/state")).isEqualTo(state);
    }

    private static void deleteVm(SimulatedZone zone) {
        zone.ends(accepted(zone.dura().delete("/v1/vms/probe")), "SUCCEEDED");
    }

    private static void deleteHost(SimulatedZone zone) {
        zone.ends(accepted(zone.dura().delete("/v1/hosts/host-9")), "SUCCEEDED");
    }

    private static void imageOfItsOwn(SimulatedZone zone) {
        created(zone.post("/v1/images", image("probe", OTHER_BYTES), "Prefer", "wait=30"));
    }

    private static void deleteImage(SimulatedZone zone) {
        zone.ends(accepted(zone.dura().delete("/v1/images/probe")), "SUCCEEDED");
    }

    private static void thereIsNoImage(SimulatedZone zone) {
        assertThat(zone.dura().get("/v1/images/probe").status()).isEqualTo(404);
        assertThat(
                        zone.world()
                                .sql("select count(*) from sim_image where sha256 = ?")
                                .param(OTHER_BYTES)
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private static void deleteNetwork(SimulatedZone zone) {
        zone.ends(accepted(zone.dura().delete("/v1/l2-networks/probe")), "SUCCEEDED");
    }

    /** A host that did not answer has it with its next generation. */
    private static void thereIsANetwork(SimulatedZone zone) {
        Answer found = zone.dura().get("/v1/l2-networks/probe");
        assertThat(found.text("/state")).as(found.json().toString()).isEqualTo("READY");
        long generation =
                zone.inventory()
                        .sql("select max(generation) from host_network")
                        .query(Long.class)
                        .single();
        long without =
                zone.world()
                        .sql(
                                """
                                select count(*) from sim_host h where h.network_generation >= :generation
                                    and not exists (select from sim_bridge b where b.host_id = h.id and b.bridge = :bridge)
                                """)
                        .param("generation", generation)
                        .param("bridge", found.text("/bridge"))
                        .query(Long.class)
                        .single();
        assertThat(without).as("hosts without its bridge").isZero();
    }

    private static void thereIsNoNetwork(SimulatedZone zone) {
        assertThat(zone.dura().get("/v1/l2-networks/probe").status()).isEqualTo(404);
        assertThat(
                        zone.world()
                                .sql("select count(*) from sim_bridge where bridge = 'br-probe'")
                                .query(Long.class)
                                .single())
                .as("bridges of it")
                .isZero();
    }

    private static void deleteStorage(SimulatedZone zone) {
        zone.ends(accepted(zone.dura().delete("/v1/primary-storages/probe")), "SUCCEEDED");
    }

    /** A host that did not answer has room all the same. */
    private static void thereIsAStorage(SimulatedZone zone) {
        Answer found = zone.dura().get("/v1/primary-storages/probe");
        assertThat(found.text("/state")).as(found.json().toString()).isEqualTo("READY");
        long bytes =
                zone.inventory()
                        .sql(
                                """
                                select sum((facts ->> 'storageBytes')::bigint / 20 * 19) from host
                                where state = 'READY' and deleted_at is null
                                """)
                        .query(Long.class)
                        .single();
        assertThat(found.json().at("/bytesTotal").asLong()).isEqualTo(bytes);
    }

    private static void thereIsNoStorage(SimulatedZone zone) {
        assertThat(zone.dura().get("/v1/primary-storages/probe").status()).isEqualTo(404);
        assertThat(
                        zone.world()
                                .sql("select count(*) from sim_folder where path = '/srv/probe'")
                                .query(Long.class)
                                .single())
                .as("folders of it")
                .isZero();
    }

    private static void stoppedVm(SimulatedZone zone) {
        zone.runningVm("probe");
        Answer stopped = zone.dura().send("POST", "/v1/vms/probe:stop", null, WAIT);
        assertThat(stopped.text("/resource/state")).isEqualTo("STOPPED");
    }

    private static void firstHostIsSilent(StepProbe probe) {
        AtomicReference<String> first = new AtomicReference<>("");
        var _ =
                probe.order(
                        met ->
                                met.step().equals("PrepareVm")
                                        && (first.compareAndSet("", met.host())
                                                || met.host().equals(first.get())),
                        Ways.fails(FailureCode.HOST_UNREACHABLE));
    }

    /** There was room when it was asked for, and is none when it is placed. */
    private static void hostsFillUp(SimulatedZone zone) {
        var _ =
                zone.dura()
                        .probe()
                        .order(
                                met -> met.step().equals("PlaceVm"),
                                call -> {
                                    zone.inventory()
                                            .sql("update host set enabled = false")
                                            .update();
                                    try {
                                        return call.proceed();
                                    } finally {
                                        zone.inventory()
                                                .sql("update host set enabled = true")
                                                .update();
                                    }
                                });
    }

    private static void removalsAreNotAnswered(StepProbe probe) {
        var _ =
                probe.order(
                        met -> met.kind().equals("vm.delete") && !met.inInventory(),
                        Ways.fails(FailureCode.HOST_UNREACHABLE));
    }

    /** Deletes what is being created, when its create has done a step. */
    private static String deleteBehind(
            SimulatedZone zone, String step, Supplier<Answer> ask, String path) {
        CompletableFuture<String> delete = new CompletableFuture<>();
        var _ =
                zone.dura()
                        .probe()
                        .order(
                                met -> met.step().equals(step),
                                Ways.after(
                                        met -> delete.complete(accepted(zone.dura().delete(path)))),
                                1);
        String create = accepted(ask.get());
        String asked = delete.orTimeout(20, TimeUnit.SECONDS).join();
        zone.ends(create, "ROLLED_BACK");
        return asked;
    }

    /** A create whose guest was started, and that is held: to be abandoned. */
    private static void heldVm(SimulatedZone zone) {
        var _ =
                zone.dura()
                        .probe()
                        .order(
                                met -> met.step().equals("EnsureDomain"),
                                Ways.losesItsAnswer(FailureCode.HOST_REFUSED));
        zone.ends(accepted(zone.post("/v1/vms", probe(true))), "HELD");
    }

    /** Abandons it: what it leaves on its host is a debt, and somebody sees to that by itself. */
    private static String settlement(SimulatedZone zone) {
        String held =
                zone.inventory()
                        .sql("select id::text from operation where state = 'HELD'")
                        .query(String.class)
                        .single();
        Answer abandoned =
                zone.post("/v1/operations/" + held + ":abandon", "{'reason':'it is a proof'}");
        assertThat(abandoned.text("/state")).isEqualTo("ROLLED_BACK");
        return Awaitility.await("a settlement")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> settlementsAfter(zone, held), found -> !found.isEmpty())
                .getFirst();
    }

    private static List<String> settlementsAfter(SimulatedZone zone, String abandoned) {
        return zone.inventory()
                .sql(
                        """
                        select s.id::text from operation s, operation a
                        where s.kind = 'host.settle' and a.id = ?::uuid and s.created_at >= a.finished_at
                        """)
                .param(abandoned)
                .query((row, index) -> row.getString(1))
                .list();
    }
}
