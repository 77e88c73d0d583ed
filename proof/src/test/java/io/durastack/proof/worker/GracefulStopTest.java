package io.durastack.proof.worker;

import static io.durastack.proof.stack.SimulatedZone.accepted;
import static io.durastack.proof.stack.SimulatedZone.vm;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication;
import io.durastack.proof.stack.SecondWorker;
import io.durastack.proof.stack.SimulatedZone;
import io.durastack.standalone.crash.Attempts;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A worker that is told to stop while operations run ends in time, and lets what it has in hand
 * end. That nothing at all is tried again is shown by {@code ./dura crash --stop}: the development
 * server of these tests may hand a task to a poll that is just being given up, which the server of
 * the production form is told not to do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GracefulStopTest {

    private static final int STOP_SECONDS = 10;

    private final SimulatedZone zone =
            new SimulatedZone(
                    8, new RunningApplication(Map.of("durastack.steps.step-seconds", 15)));
    private final EngineConnection engine =
            EngineConnection.to(TestingEngine.shared().target(), "default", "proof", null);
    private final Attempts attempts = new Attempts(engine.client());

    @AfterAll
    void close() {
        engine.close();
        zone.close();
    }

    private static SecondWorker second(SimulatedZone zone) {
        return new SecondWorker(zone.dura(), Map.of("durastack.worker.stop-seconds", STOP_SECONDS));
    }

    private String workflow(String operation) {
        var shown = zone.dura().get("/v1/operations/" + operation);
        return "vm/" + shown.text("/resource/id") + "/" + operation;
    }

    @Test
    void a_worker_that_is_told_to_stop_ends_in_time_and_cuts_no_step() {
        zone.dura().put("/v1/simulator/latency", "{\"latency\":\"REAL\"}");
        SecondWorker second = second(zone);
        List<String> creates =
                IntStream.range(0, 40)
                        .mapToObj(number -> accepted(zone.post("/v1/vms", vm("v-" + number))))
                        .toList();
        awaitPrepared(4);

        long steps = second.steps();
        long start = System.nanoTime();
        second.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(steps).isPositive();

        creates.forEach(create -> zone.ends(create, "SUCCEEDED"));
        assertThat(
                        creates.stream()
                                .flatMap(it -> attempts.again(workflow(it)).stream())
                                .map(Attempts.Lost::what))
                .allMatch(it -> it.contains("not brought back") || it.contains("timeout"));
        assertThat(took).isLessThan(Duration.ofSeconds(STOP_SECONDS + 3));
        assertThat(zone.differences()).isEmpty();
    }

    private void awaitPrepared(int count) {
        Awaitility.await("creates to be on their way")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                zone.world()
                                        .sql("select count(*) from sim_volume")
                                        .query(Integer.class)
                                        .single(),
                        so -> so >= count);
    }
}
