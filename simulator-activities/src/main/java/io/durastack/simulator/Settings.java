package io.durastack.simulator;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.Latency;
import java.util.concurrent.TimeUnit;

/**
 * What shall go wrong and how long things take, from the world's database; looked up at most twice
 * a second.
 */
final class Settings {

    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Row(String plan, String latency) {}

    private record Known(FaultPlan plan, Latency latency, long readAt) {}

    private final WorldDatabase world;
    private volatile Known known =
            new Known(FaultPlan.NONE, Latency.NONE, System.nanoTime() - FRESH_NANOS);

    Settings(WorldDatabase world) {
        this.world = world;
    }

    FaultPlan plan() {
        return current().plan();
    }

    Latency latency() {
        return current().latency();
    }

    private Known current() {
        Known now = known;
        if (System.nanoTime() - now.readAt() < FRESH_NANOS) {
            return now;
        }
        return read();
    }

    private Known read() {
        Row row =
                world.atOnce(() ->
                        world.jdbc()
                                .sql("select plan::text, latency from sim_setting")
                                .query(Row.class)
                                .single());
        Known read =
                new Known(
                        Payloads.mapper().readValue(row.plan(), FaultPlan.class),
                        Latency.valueOf(row.latency()),
                        System.nanoTime());
        known = read;
        return read;
    }

    /**
     * Replaces the plan. What has struck and what was met is forgotten with the one before; a host
     * that is cut off or comes back changes nothing about either.
     */
    void plan(FaultPlan plan) {
        boolean another = !read().plan().withGone(plan.gone()).equals(plan);
        world.atOnce(() -> {
            world.jdbc()
                    .sql("update sim_setting set plan = :plan::jsonb, version = version + 1")
                    .param("plan", Payloads.mapper().writeValueAsString(plan))
                    .update();
            if (another) {
                world.jdbc().sql("delete from sim_strike").update();
                world.jdbc().sql("delete from sim_meeting").update();
            }
            return another;
        });
        Known _ = read();
    }

    void latency(Latency latency) {
        world.atOnce(() ->
                world.jdbc()
                        .sql("update sim_setting set latency = :latency")
                        .param("latency", latency.name())
                        .update());
        Known _ = read();
    }
}
