package io.durastack.proof.host;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A machine burns down with guests on it: what waits for it, what it is owed and what is held there
 * comes to its end by one word of an operator, and the host can be removed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostHostTest {

    private static final String WORD = "{'reason':'it burnt down','machineIsOff':true}";

    private final SimulatedZone zone = new SimulatedZone(2);
    private String host = "";
    private List<String> there = List.of();
    private String stop = "";
    private String delete = "";

    @AfterAll
    void close() {
        zone.close();
    }

    private Answer vm(String name) {
        return zone.dura().get("/v1/vms/" + name);
    }

    private void enable(String name, boolean enabled) {
        assertThat(zone.dura().patch("/v1/hosts/" + name, "{\"enabled\":" + enabled + "}").status())
                .isEqualTo(200);
    }

    private String path() {
        return "/v1/hosts/" + host;
    }

    @BeforeAll
    void burn() {
        host = "host-1";
        there = List.of("vm-0", "vm-1", "vm-2");
        enable("host-2", false);
        there.forEach(zone::runningVm);
        enable("host-2", true);
        zone.faults("{'gone':['" + host + "']}");
        stop = accepted(zone.post("/v1/vms/" + there.get(0) + ":stop", "{'graceSeconds':0}"));
        zone.ends(stop, "HELD");
        delete = accepted(zone.dura().delete("/v1/vms/" + there.get(1)));
        assertThat(zone.ends(delete, "SUCCEEDED").json().at("/debts").asInt()).isEqualTo(2);
    }

    @Test
    @Order(1)
    void without_the_word_it_can_neither_be_removed_nor_settled() {
        assertThat(zone.dura().delete(path()).status()).isEqualTo(409);
        problem(
                zone.post(path() + ":declareLost", "{'reason':'it is slow','machineIsOff':false}"),
                422,
                "invalid");
        problem(zone.post(path() + ":declareLost", "{'machineIsOff':true}"), 422, "invalid");
        assertThat(zone.dura().get(path()).text("/state")).isEqualTo("READY");
    }

    @Test
    @Order(2)
    void the_word_is_kept_and_settles_what_is_owed() {
        Answer lost = zone.post(path() + ":declareLost", WORD);

        assertThat(lost.status()).as(lost.json().toString()).isEqualTo(200);
        assertThat(lost.text("/state")).isEqualTo("LOST");
        assertThat(lost.text("/lost/reason")).isEqualTo("it burnt down");
        assertThat(lost.text("/lost/by")).isEqualTo("admin");
        assertThat(zone.post(path() + ":declareLost", WORD).json()).isEqualTo(lost.json());
        zone.awaitDebtsPaid();
        assertThat(zone.dura().get("/v1/operations/" + delete).json().at("/debts").asInt())
                .isZero();
        assertThat(told()).containsExactly("host.lost");
        assertThat(zone.differences()).isEmpty();
    }

    private List<String> told() {
        return zone.inventory()
                .sql("select type from event where resource_name = ? and type = 'host.lost'")
                .param(host)
                .query((row, index) -> row.getString(1))
                .list();
    }

    @Test
    @Order(3)
    void what_is_held_there_ends_and_nothing_starts_there_again() {
        zone.decide(stop, "retry");
        zone.ends(stop, "SUCCEEDED");
        Answer stopped = vm(there.get(0));
        assertThat(stopped.text("/state")).isEqualTo("STOPPED");
        Answer guest = vm(there.get(2));
        assertThat(guest.text("/power/observed")).isEqualTo("OFF");
        assertThat(guest.text("/power/reason")).contains("it burnt down");

        Answer start = zone.post("/v1/vms/" + there.get(0) + ":start", "");
        problem(start, 409, "conflict");
        assertThat(start.text("/detail")).contains(host).contains("can only be deleted");
        problem(zone.post("/v1/vms/" + there.get(2) + ":reboot", ""), 409, "conflict");
        IntStream.range(6, 9)
                .mapToObj(number -> "vm-" + number)
                .forEach(name -> {
                    zone.runningVm(name);
                    assertThat(vm(name).text("/host")).isNotEqualTo(host);
                });
    }

    @Test
    @Order(4)
    void what_was_there_is_deleted_without_it_and_then_the_host() {
        Stream.concat(Stream.of(there.get(0)), there.stream().skip(2))
                .map(name -> accepted(zone.dura().delete("/v1/vms/" + name)))
                .forEach(it ->
                        assertThat(zone.ends(it, "SUCCEEDED").json().at("/debts").asInt())
                                .isZero());

        zone.ends(accepted(zone.dura().delete(path())), "SUCCEEDED");

        assertThat(zone.dura().get(path()).status()).isEqualTo(404);
        assertThat(zone.differences()).isEmpty();
        assertThat(zone.dura().get("/v1/debts?paid=false").json().at("/items").isEmpty()).isTrue();
    }
}
