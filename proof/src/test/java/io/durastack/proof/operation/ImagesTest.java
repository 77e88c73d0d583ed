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

        Answer gone = zone.dura().delete("/v1/images/alpine", "Prefer", "wait=30");
        assertThat(gone.status()).as(gone.json().toString()).isEqualTo(200);
        assertThat(zone.dura().get("/v1/images/alpine").status()).isEqualTo(404);
    }

    @Test
    void its_copies_go_with_the_last_image_of_the_same_bytes() {
        String bytes = "c".repeat(64);
        created(zone.post("/v1/images", image("first", bytes), "Prefer", "wait=30"));
        created(zone.post("/v1/images", image("second", bytes), "Prefer", "wait=30"));
        created(zone.post("/v1/vms", vm("user").replace("debian", "first"), "Prefer", "wait=30"));
        assertThat(copies(bytes)).isPositive();

        Answer used = zone.dura().delete("/v1/images/first");
        problem(used, 409, "in_use");
        assertThat(used.text("/detail")).contains("1 VMs");
        zone.ends(accepted(zone.dura().delete("/v1/vms/user")), "SUCCEEDED");
        zone.ends(accepted(zone.dura().delete("/v1/images/first")), "SUCCEEDED");
        assertThat(copies(bytes)).isPositive();
        zone.ends(accepted(zone.dura().delete("/v1/images/second")), "SUCCEEDED");
        assertThat(copies(bytes)).isZero();
    }

    @Test
    void an_image_whose_volumes_are_owed_is_in_use() {
        String bytes = "d".repeat(64);
        created(zone.post("/v1/images", image("owed", bytes), "Prefer", "wait=30"));
        created(zone.post("/v1/vms", vm("last").replace("debian", "owed"), "Prefer", "wait=30"));
        String host = zone.dura().get("/v1/vms/last").text("/host");
        zone.faults("{'gone':['" + host + "']}");
        zone.ends(accepted(zone.dura().delete("/v1/vms/last")), "SUCCEEDED");

        Answer used = zone.dura().delete("/v1/images/owed");
        problem(used, 409, "in_use");
        assertThat(used.text("/detail")).contains("volumes that are owed to hosts");

        zone.faults("{}");
        zone.awaitDebtsPaid();
        zone.ends(accepted(zone.dura().delete("/v1/images/owed")), "SUCCEEDED");
        assertThat(copies(bytes)).isZero();
    }

    private long copies(String bytes) {
        return zone.world()
                .sql("select count(*) from sim_image where sha256 = ?")
                .param(bytes)
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMAGE_CHECKSUM", "IMAGE_UNREADABLE", "IMAGE_UNSAFE"})
    void a_bad_image_is_told_clearly_and_leaves_nothing(String code) {
        zone.faults("{'rules':[{'step':'fetchImage','kind':'FAIL_BEFORE','code':'" + code + "'}]}");

        Answer refused = zone.post("/v1/images", image("bad", "e".repeat(64)), "Prefer", "wait=30");

        problem(refused, 409, "operation_failed");
        assertThat(zone.ends(refused.text("/operation"), "ROLLED_BACK").text("/error/code"))
                .isEqualTo(code);
        assertThat(zone.strikes()).isEqualTo(1);
        zone.slate().assertSameAs(before);
    }

    @Test
    void an_image_that_is_not_ready_makes_no_vm_and_its_delete_ends_the_fetch() {
        zone.faults(
                "{'rules':[{'step':'fetchImage','kind':'HANG','code':'HOST_REFUSED','millis':1500}]}");
        String create = accepted(zone.post("/v1/images", image("slow", "f".repeat(64))));

        Answer refused = zone.post("/v1/vms", vm("early").replace("debian", "slow"));
        problem(refused, 422, "invalid");
        assertThat(refused.text("/errors/0/pointer")).isEqualTo("/image");

        String delete = accepted(zone.dura().delete("/v1/images/slow"));
        zone.ends(create, "ROLLED_BACK");
        zone.ends(delete, "SUCCEEDED");
        zone.slate().assertSameAs(before);
    }

    @Test
    void asking_again_for_a_delete_that_is_held_tries_it_again() {
        created(zone.post("/v1/images", image("stuck", "9".repeat(64)), "Prefer", "wait=30"));
        zone.faults(
                "{'rules':[{'step':'removeImage','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}");
        String delete = accepted(zone.dura().delete("/v1/images/stuck"));
        zone.ends(delete, "HELD");
        zone.faults("{}");

        assertThat(accepted(zone.dura().delete("/v1/images/stuck"))).isEqualTo(delete);

        zone.ends(delete, "SUCCEEDED");
    }
}
