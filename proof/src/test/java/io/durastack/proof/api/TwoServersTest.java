package io.durastack.proof.api;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.EventReader;
import io.durastack.proof.stack.EventReader.Told;
import io.durastack.proof.stack.RunningApplication;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two API servers on one inventory: a caller may use either at any moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoServersTest {

    private final SimulatedZone zone = new SimulatedZone(2);
    private final RunningApplication one = zone.dura();
    private final RunningApplication two = one.anotherServer();

    @AfterAll
    void close() {
        two.close();
        zone.close();
    }

    private static Answer create(RunningApplication server, String name) {
        return server.post("/v1/vms", vm(name).replace('\'', '"'), "Idempotency-Key", name);
    }

    @Test
    void the_same_key_at_both_at_once_makes_one_operation() {
        List<CompletableFuture<Answer>> asked =
                IntStream.range(0, 8)
                        .mapToObj(number ->
                                CompletableFuture.supplyAsync(
                                        () -> create(number % 2 == 0 ? one : two, "keyed")))
                        .toList();

        assertThat(asked.stream().map(it -> it.join().text("/operation/id")).distinct()).hasSize(1);
        zone.ends(asked.getFirst().join().text("/operation/id"), "SUCCEEDED");
        assertThat(two.get("/v1/vms?name=keyed").json().at("/items")).hasSize(1);
    }

    @Test
    void what_one_accepts_the_other_waits_for_and_decides_on() {
        zone.faults(
                "{'rules':[{'step':'prepareVm','kind':'HANG','code':'HOST_REFUSED','millis':2000}]}");
        String create = accepted(create(two, "decided"));
        zone.awaitState(create, "RUNNING");

        assertThat(two.post("/v1/operations/" + create + ":cancel", "").status()).isEqualTo(202);

        Answer ended =
                one.send("GET", "/v1/operations/" + create, null, Map.of("Prefer", "wait=60"));
        assertThat(ended.text("/state")).isEqualTo("ROLLED_BACK");
        zone.faults("{}");
    }

    @Test
    void a_reader_of_events_goes_on_at_the_other_server() {
        String last;
        try (EventReader reader = EventReader.open(one, "?resourceKind=vm", null)) {
            zone.ends(accepted(create(two, "told")), "SUCCEEDED");
            last = reader.await(3).getLast().id();
        }
        zone.ends(accepted(one.delete("/v1/vms/told")), "SUCCEEDED");

        try (EventReader reader = EventReader.open(two, "?resourceKind=vm", last)) {
            assertThat(reader.await(3).stream().map(Told::type))
                    .containsExactly(
                            "io.durastack.operation.accepted.v1",
                            "io.durastack.vm.deleted.v1",
                            "io.durastack.operation.succeeded.v1");
        }
    }

    @Test
    void a_token_that_one_revokes_is_refused_by_the_other_within_five_seconds() {
        Answer token = zone.post("/v1/tokens", "{'name':'brief','scope':'read'}");
        created(token);
        Map<String, String> as = Map.of("Authorization", "Bearer " + token.text("/token"));
        assertThat(two.send("GET", "/v1/zones", null, as).status()).isEqualTo(200);

        assertThat(one.delete("/v1/tokens/" + token.text("/id")).status()).isEqualTo(204);

        problem(one.send("GET", "/v1/zones", null, as), 401, "unauthenticated");
        Awaitility.await("the other server to refuse it")
                .atMost(Duration.ofSeconds(6))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> two.send("GET", "/v1/zones", null, as).status(),
                        status -> status == 401);
    }
}
