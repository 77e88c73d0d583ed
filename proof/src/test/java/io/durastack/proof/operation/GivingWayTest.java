package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.image;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.CleanSlate;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A create behind which a delete waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivingWayTest {

    private final SimulatedZone zone = new SimulatedZone(2);
    private final EngineConnection engine =
            EngineConnection.to(TestingEngine.shared().target(), "default", "proof", null);

    @AfterAll
    void close() {
        engine.close();
        zone.close();
    }

    private void terminate(String create) {
        String image = zone.dura().get("/v1/operations/" + create).text("/resource/id");
        engine.client()
                .newUntypedWorkflowStub("image/" + image + "/" + create)
                .terminate("an operator clicked on it");
    }

    @Test
    void a_create_that_is_held_and_tried_again_gives_way_all_the_same() {
        CleanSlate before = zone.slate();
        CompletableFuture<String> delete = new CompletableFuture<>();
        var _ =
                zone.dura()
                        .probe()
                        .order(
                                met -> met.step().equals("FetchImage"),
                                call -> {
                                    terminate(call.met().fence().operation().toString());
                                    delete.complete(
                                            accepted(zone.dura().delete("/v1/images/wanted")));
                                    return call.proceed();
                                },
                                1);
        String create = accepted(zone.post("/v1/images", image("wanted", "7".repeat(64))));
        assertThat(zone.ends(create, "HELD").text("/error/code")).isEqualTo("RUN_LOST");

        zone.decide(create, "retry");

        assertThat(zone.ends(create, "ROLLED_BACK").text("/error/code")).isEqualTo("CANCELLED");
        zone.ends(delete.orTimeout(20, TimeUnit.SECONDS).join(), "SUCCEEDED");
        zone.slate().assertSameAs(before);
    }
}
