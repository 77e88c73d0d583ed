package io.durastack.api.simulator;

import io.durastack.api.dispatch.WorldAsker;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.House;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.FaultReport;
import io.durastack.workflows.world.Latency;
import io.durastack.workflows.world.ShapeWorld;
import io.durastack.workflows.world.WorldShape;
import io.durastack.workflows.zone.ZoneId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The simulated world; there is one, whatever the number of zones in it. */
@RestController
@RequestMapping("/v1/simulator")
class SimulatorController {

    private static final String POOL = "simulator";

    private final House house;
    private final WorldAsker worlds;

    SimulatorController(House house, WorldAsker worlds) {
        this.house = house;
        this.worlds = worlds;
    }

    /** What shall go wrong, and what has struck since that was said. */
    @GetMapping("/faults")
    FaultReport faults() {
        return shape(null, null);
    }

    /** Replaces what shall go wrong, and forgets what has struck. */
    @PutMapping("/faults")
    FaultReport faults(@Valid @RequestBody FaultsRequest body) {
        return shape(body.plan(), null);
    }

    /** How long hosts take. */
    record LatencyRequest(@NotNull Latency latency) {}

    /** Sets how long hosts take. */
    @PutMapping("/latency")
    LatencyRequest latency(@Valid @RequestBody LatencyRequest body) {
        FaultReport _ = shape(null, body.latency());
        return body;
    }

    private FaultReport shape(@Nullable FaultPlan faults, @Nullable Latency latency) {
        return worlds.ask(
                ShapeWorld.KIND, FaultReport.class, new WorldShape(zone(), POOL, faults, latency));
    }

    private ZoneId zone() {
        return house.jdbc()
                .sql(
                        "select zone_id from cluster where pool = :pool and deleted_at is null order by id limit 1")
                .param("pool", POOL)
                .query((row, index) -> new ZoneId(row.getObject(1, UUID.class)))
                .optional()
                .orElseThrow(() ->
                        ApiProblem.of(
                                ProblemCode.NOT_FOUND,
                                "there is no cluster of the pool simulator"));
    }
}
