package io.durastack.proof.operation;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.image;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.CleanSlate;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagesTest {

    private final SimulatedZone zone = new SimulatedZone(2);
    private CleanSlate before = zone.slate();

    @BeforeEach
    void remember() {
        before = zone.slate();
    }

    @AfterEach
    void liftFaults() {
        zone.faults("{}");
    }

    @AfterAll
    void close() {
        zone.close();
    }

    @Test
    void an_image_is_ready_when_its_bytes_were_read() {
        Answer made = zone.post("/v1/images", image("alpine"), "Prefer", "wait=30");
        created(made);
        assertThat(made.text("/resource/state")).isEqualTo("READY");
        assertThat(made.text("/resource/format")).isEqualTo("qcow2");
        assertThat(made.json().at("/resource/virtualBytes").asLong()).isEqualTo(1L << 30);

        assertThat(zone.dura().delete("/v1/images/alpine").status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMAGE_CHECKSUM", "IMAGE_UNREADABLE", "IMAGE_UNSAFE"})
    void a_bad_image_is_told_clearly_and_leaves_nothing(String code) {
        zone.faults("{'rules':[{'step':'fetchImage','kind':'FAIL_BEFORE','code':'" + code + "'}]}");

        Answer refused = zone.post("/v1/images", image("bad"), "Prefer", "wait=30");

        problem(refused, 409, "operation_failed");
        assertThat(zone.ends(refused.text("/operation"), "ROLLED_BACK").text("/error/code"))
                .isEqualTo(code);
        assertThat(zone.strikes()).isEqualTo(1);
        zone.slate().assertSameAs(before);
    }

    @Test
    void an_image_that_is_not_ready_makes_no_vm_and_is_not_deleted() {
        zone.faults(
                "{'rules':[{'step':'fetchImage','kind':'HANG','code':'HOST_REFUSED','millis':1500}]}");
        String create = accepted(zone.post("/v1/images", image("slow")));

        Answer refused = zone.post("/v1/vms", vm("early").replace("debian", "slow"));
        problem(refused, 422, "invalid");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/image");
        problem(zone.dura().delete("/v1/images/slow"), 409, "operation_in_progress");

        zone.decide(create, "cancel");
        zone.ends(create, "ROLLED_BACK");
        zone.slate().assertSameAs(before);
    }
}
