package io.durastack.simulator;

import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.host.HostStepRequest;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.world.ResourceNames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides what goes wrong. While nothing can, it costs nothing. Otherwise the world counts how
 * often it has met a step for a name, and writes down what struck.
 *
 * <p>A fault by chance is a function of the seed, the step, the client's name for what the
 * operation is about, and the number of the meeting. It is no draw from a shared stream: work runs
 * side by side, and the order of draws would never be the same twice.
 */
final class Faults {

    private static final int MOST_NAMES = 10_000;

    private final WorldDatabase world;
    private final Settings settings;
    private final ResourceNames names;
    private final Map<OperationId, String> known = new ConcurrentHashMap<>();

    /** What the world meets: a step of an operation on a host. */
    private record Meeting(String step, HostRef host, String resource, String name, long number) {}

    Faults(WorldDatabase world, Settings settings, ResourceNames names) {
        this.world = world;
        this.settings = settings;
        this.names = names;
    }

    /** What shall go wrong with this step; null when it shall work. */
    @Nullable Fault next(String step, HostStepRequest request, String resource) {
        FaultPlan plan = settings.plan();
        if (plan.isEmpty()) {
            return null;
        }
        HostRef host = request.host();
        if (plan.gone().contains(host.name()) || plan.gone().contains(host.id().toString())) {
            throw new StepFailure(
                    FailureCode.HOST_UNREACHABLE,
                    "host " + host.name() + " is gone, as it was told to be");
        }
        String name = name(request.fence().operation());
        Meeting meeting = new Meeting(step, host, resource, name, meet(step, name));
        for (int rule = 0; rule < plan.rules().size(); rule++) {
            Fault fault = plan.rules().get(rule);
            if (matches(fault, meeting) && strike(fault, rule, meeting)) {
                return fault;
            }
        }
        Fault fault = Chance.of(plan, step, name, meeting.number());
        if (fault != null) {
            strike(fault, -1, meeting);
        }
        return fault;
    }

    /** Names do not change; forgotten all at once when there are too many. */
    private String name(OperationId operation) {
        if (known.size() > MOST_NAMES) {
            known.clear();
        }
        return known.computeIfAbsent(operation, it -> names.of(it).orElseGet(operation::toString));
    }

    private static boolean matches(Fault fault, Meeting meeting) {
        HostRef host = meeting.host();
        return (fault.step() == null || fault.step().equals(meeting.step()))
                && (fault.host() == null
                        || fault.host().equals(host.name())
                        || fault.host().equals(host.id().toString()))
                && (fault.resource() == null
                        || fault.resource().equals(meeting.resource())
                        || fault.resource().equals(meeting.name()))
                && (fault.meeting() == null || fault.meeting() == meeting.number());
    }

    private long meet(String step, String name) {
        return world.atOnce(() ->
                world.jdbc()
                        .sql(
                                """
                                insert into sim_meeting (step, name, met) values (:step, :name, 1)
                                on conflict (step, name) do update set met = sim_meeting.met + 1
                                returning met
                                """)
                        .param("step", step)
                        .param("name", name)
                        .query(Long.class)
                        .single());
    }

    /** Writes the strike down, unless the rule has struck as often as it may. */
    private boolean strike(Fault fault, int rule, Meeting meeting) {
        return world.atOnce(() -> {
            world.jdbc().sql("select 1 from sim_setting for update").query(Integer.class).single();
            return world.jdbc()
                            .sql(
                                    """
                                    insert into sim_strike (step, host, resource_id, name, meeting, rule, kind, code, millis)
                                    select :step, :host, :resource, :name, :meeting, :rule, :kind, :code, :millis
                                    where :times::int is null
                                        or (select count(*) from sim_strike where rule = :rule) < :times::int
                                    """)
                            .param("step", meeting.step())
                            .param("host", meeting.host().name())
                            .param("resource", meeting.resource())
                            .param("name", meeting.name())
                            .param("meeting", meeting.number())
                            .param("rule", rule)
                            .param("kind", fault.kind().name())
                            .param("code", fault.code().name())
                            .param("millis", fault.millis())
                            .param("times", fault.times())
                            .update()
                    == 1;
        });
    }
}
