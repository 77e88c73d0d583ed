package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.image;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.CleanSlate;
import io.durastack.proof.stack.SimulatedZone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each remote step of each operation, and each way in which it can fail for good. What can be
 * undone is rolled back and the slate is as before, beside a neighbour that must not change; what
 * only goes forward is held, and finishes when it is asked again after the repair.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepProofsTest {

    private static final String HOST =
            "{'name':'host-9','cluster':'c1','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':1099511627776}}";
    private static final List<String> WAYS = List.of("FAIL_BEFORE", "LOSE_ANSWER", "HALF");

    private final SimulatedZone zone = new SimulatedZone(2);

    @BeforeAll
    void neighbour() {
        zone.runningVm("neighbour");
        zone.runningVm("other");
    }

    @AfterAll
    void close() {
        zone.close();
    }

    /** Ways to ask, by kind of operation. */
    private static final Map<String, Function<SimulatedZone, String>> ASK =
            Map.of(
                    "vm.create",
                    zone -> accepted(zone.post("/v1/vms", vm("probe"))),
                    "host.create",
                    zone -> accepted(zone.post("/v1/hosts", HOST)),
                    "image.create",
                    zone -> accepted(zone.post("/v1/images", image("probe"))),
                    "vm.start",
                    zone -> accepted(zone.dura().post("/v1/vms/probe:start", "")),
                    "vm.stop",
                    zone -> accepted(zone.dura().post("/v1/vms/probe:stop", "")),
                    "vm.reboot",
                    zone -> accepted(zone.dura().post("/v1/vms/probe:reboot", "")),
                    "vm.delete",
                    zone -> accepted(zone.dura().delete("/v1/vms/probe")),
                    "host.delete",
                    zone -> accepted(zone.dura().delete("/v1/hosts/host-9")));

    private String ask(String operation) {
        return Objects.requireNonNull(ASK.get(operation)).apply(zone);
    }

    private static Stream<Arguments> cases(Map<String, List<String>> stepsOfOperations) {
        return stepsOfOperations.entrySet().stream()
                .flatMap(operation ->
                        operation.getValue().stream()
                                .flatMap(step ->
                                        WAYS.stream()
                                                .map(way ->
                                                        Arguments.of(
                                                                operation.getKey(), step, way))));
    }

    static Stream<Arguments> undoable() {
        return cases(
                Map.of(
                        "vm.create", List.of("prepareVm", "ensureDomain"),
                        "host.create", List.of("ensureHost"),
                        "image.create", List.of("fetchImage")));
    }

    private static String fault(String step, String way, String times) {
        return "{'step':'" + step + "','kind':'" + way + "','code':'HOST_REFUSED'" + times + "}";
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @MethodSource("undoable")
    void what_can_be_undone_leaves_no_trace(String operation, String step, String way) {
        CleanSlate before = zone.slate();
        zone.faults("{'rules':[" + fault(step, way, "") + "]}");

        zone.ends(ask(operation), "ROLLED_BACK");

        assertThat(zone.strikes()).isEqualTo(3);
        zone.slate().assertSameAs(before);
        assertThat(zone.differences()).isEmpty();
    }

    static Stream<Arguments> twoFaults() {
        return Stream.of("prepareVm", "ensureDomain")
                .flatMap(step ->
                        Stream.of("removeDomain", "removeVolumes")
                                .filter(undo ->
                                        step.equals("ensureDomain") || undo.equals("removeVolumes"))
                                .flatMap(undo ->
                                        WAYS.stream().map(way -> Arguments.of(step, undo, way))));
    }

    @ParameterizedTest(name = "{0} fails, and {1} twice by {2}")
    @MethodSource("twoFaults")
    void a_compensation_that_fails_is_tried_again(String step, String undo, String way) {
        CleanSlate before = zone.slate();
        zone.faults(
                "{'rules':["
                        + fault(step, "FAIL_BEFORE", "")
                        + ","
                        + fault(undo, way, ",'times':2")
                        + "]}");

        zone.ends(ask("vm.create"), "ROLLED_BACK");

        assertThat(zone.strikes()).isEqualTo(5);
        zone.slate().assertSameAs(before);
        assertThat(zone.differences()).isEmpty();
    }

    static Stream<Arguments> forwardOnly() {
        return cases(
                Map.of(
                        "vm.stop", List.of("stopDomain"),
                        "vm.reboot", List.of("rebootDomain"),
                        "vm.delete", List.of("removeDomain", "removeVolumes"),
                        "host.delete", List.of("removeHost")));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @MethodSource("forwardOnly")
    void what_only_goes_forward_is_held_and_finishes_when_asked_again(
            String operation, String step, String way) {
        zone.faults("{}");
        CleanSlate before = zone.slate();
        setTheStage(operation);
        zone.faults("{'rules':[" + fault(step, way, "") + "]}");
        String asked = ask(operation);
        zone.ends(asked, "HELD");
        assertThat(zone.strikes()).isEqualTo(3);

        zone.faults("{}");
        assertThat(zone.decide(asked, "retry").status()).isEqualTo(202);

        zone.ends(asked, "SUCCEEDED");
        clearTheStage(operation);
        zone.slate().assertSameAs(before);
        assertThat(zone.differences()).isEmpty();
    }

    private void setTheStage(String operation) {
        if (operation.startsWith("host.")) {
            created(zone.post("/v1/hosts", HOST, "Prefer", "wait=30"));
        } else {
            zone.runningVm("probe");
        }
    }

    private void clearTheStage(String operation) {
        if (operation.startsWith("host.")) {
            zone.inventory().sql("delete from host where state = 'DELETED'").update();
            return;
        }
        if (!operation.equals("vm.delete")) {
            zone.ends(ask("vm.delete"), "SUCCEEDED");
        }
        zone.forgetDeletedVms();
    }
}
