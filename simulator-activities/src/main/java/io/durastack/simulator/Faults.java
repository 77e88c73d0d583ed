package io.durastack.simulator;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes wrong. While nothing can, it costs nothing. Otherwise the world counts how
 * often it has met a step for a resource, and writes down what struck.
 *
 * <p>A fault by chance is a function of the seed, the step, the resource and the number of the
 * meeting. It is no draw from a shared stream: work runs side by side, and the order of draws would
 * never be the same twice.
 */
final class Faults {

    private final WorldDatabase world;
    private final Settings settings;

    Faults(WorldDatabase world, Settings settings) {
        this.world = world;
        this.settings = settings;
    }

    /** What shall go wrong with this step; null when it shall work. */
    @Nullable Fault next(String step, HostRef host, String resource) {
        FaultPlan plan = settings.plan();
        if (plan.isEmpty()) {
            return null;
        }
        if (plan.gone().contains(host.name()) || plan.gone().contains(host.id().toString())) {
            throw new StepFailure(
                    FailureCode.HOST_UNREACHABLE,
                    "host " + host.name() + " is gone, as it was told to be");
        }
        long meeting = meet(step, resource);
        for (int rule = 0; rule < plan.rules().size(); rule++) {
            Fault fault = plan.rules().get(rule);
            if (matches(fault, step, host, resource)
                    && strike(fault, rule, step, host, resource, meeting)) {
                return fault;
            }
        }
        return byChance(plan, step, host, resource, meeting);
    }

    private static boolean matches(Fault fault, String step, HostRef host, String resource) {
        return (fault.step() == null || fault.step().equals(step))
                && (fault.host() == null
                        || fault.host().equals(host.name())
                        || fault.host().equals(host.id().toString()))
                && (fault.resource() == null || fault.resource().equals(resource));
    }

    private @Nullable Fault byChance(
            FaultPlan plan, String step, HostRef host, String resource, long meeting) {
        SplittableRandom dice =
                new SplittableRandom(
                        plan.seed() * 31 + (step + '/' + resource + '/' + meeting).hashCode());
        if (dice.nextDouble() * 100 >= plan.percent()) {
            return null;
        }
        Fault.Kind kind = dice.nextBoolean() ? Fault.Kind.FAIL_BEFORE : Fault.Kind.LOSE_ANSWER;
        Fault fault = new Fault(step, null, null, kind, FailureCode.HOST_UNREACHABLE, null, 0);
        strike(fault, -1, step, host, resource, meeting);
        return fault;
    }

    private long meet(String step, String resource) {
        return world.atOnce(() ->
                world.jdbc()
                        .sql(
                                """
                                insert into sim_meeting (step, resource_id, met) values (:step, :resource, 1)
                                on conflict (step, resource_id) do update set met = sim_meeting.met + 1
                                returning met
                                """)
                        .param("step", step)
                        .param("resource", resource)
                        .query(Long.class)
                        .single());
    }

    /** Writes the strike down, unless the rule has struck as often as it may. */
    private boolean strike(
            Fault fault, int rule, String step, HostRef host, String resource, long meeting) {
        return world.atOnce(() -> {
            world.jdbc().sql("select 1 from sim_setting for update").query(Integer.class).single();
            return world.jdbc()
                            .sql(
                                    """
                                    insert into sim_strike (step, host, resource_id, meeting, rule, kind, code)
                                    select :step, :host, :resource, :meeting, :rule, :kind, :code
                                    where :times::int is null
                                        or (select count(*) from sim_strike where rule = :rule) < :times::int
                                    """)
                            .param("step", step)
                            .param("host", host.name())
                            .param("resource", resource)
                            .param("meeting", meeting)
                            .param("rule", rule)
                            .param("kind", fault.kind().name())
                            .param("code", fault.code().name())
                            .param("times", fault.times())
                            .update()
                    == 1;
        });
    }
}
