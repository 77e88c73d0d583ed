package io.durastack.proof.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.SimulatedZone;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

    /** The engine's library reports its own now and then, not at each request. */
    private static final String SLOTS = "temporal_worker_task_slots_available";

    private final SimulatedZone zone = new SimulatedZone(1);

    @AfterAll
    void close() {
        zone.close();
    }

    @Test
    void operators_can_watch_ends_steps_and_what_is_held() {
        zone.runningVm("measured");
        zone.faults(
                "{'rules':[{'step':'ensureDomain','kind':'FAIL_BEFORE','code':'HOST_REFUSED'}]}");
        String held =
                SimulatedZone.accepted(
                        zone.post(
                                "/v1/vms",
                                SimulatedZone.vm("stuck").replace("}", ",'onFailure':'HOLD'}")));
        zone.ends(held, "HELD");

        String page =
                Awaitility.await("the gauges to be read anew")
                        .atMost(Duration.ofSeconds(15))
                        .until(
                                () -> zone.dura().text("/actuator/prometheus"),
                                it ->
                                        it.contains("durastack_operations{state=\"HELD\"} 1.0")
                                                && it.contains(SLOTS));

        assertThat(page)
                .contains(
                        "durastack_operations_ended_total{end=\"SUCCEEDED\",kind=\"vm.create\"} 1.0",
                        "durastack_operations_ended_total{end=\"HELD\",kind=\"vm.create\"} 1.0",
                        "durastack_step_retries_total{step=\"EnsureDomain\"} 2.0",
                        "durastack_step_seconds_count{outcome=\"HOST_REFUSED\",step=\"EnsureDomain\"} 3",
                        "durastack_outbox_age_seconds 0.0");
    }
}
