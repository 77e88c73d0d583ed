package io.durastack.simulator;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.operation.Fence;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The turns that the hosts have seen. The first statement of what a host does: it raises the turn
 * of each thing that is acted upon, and with it locks it until the host is done, so check, record
 * and act are one.
 */
final class Turns {

    private record Seen(int raised, boolean known) {}

    private final JdbcClient jdbc;

    Turns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Raises the turn of these things.
     *
     * @return whether the world has this host
     * @throws StepFailure {@code STALE_STEP} when a later turn was seen for one of them; the
     *     caller's transaction rolls back
     */
    boolean raise(Fence fence, HostRef host, List<UUID> resources) {
        Seen seen =
                jdbc.sql(
                                """
                                with raised as (
                                    insert into sim_turn (host_id, resource_id, turn)
                                    select :host, r.id::uuid, :turn from jsonb_array_elements_text(:resources::jsonb) as r(id)
                                    order by 2
                                    on conflict (host_id, resource_id) do update set turn = excluded.turn
                                        where sim_turn.turn <= excluded.turn
                                    returning 1
                                )
                                select (select count(*) from raised)::int as raised,
                                    exists (select from sim_host where id = :host) as known
                                """)
                        .param("host", host.id().value())
                        .param("turn", fence.turn())
                        .param("resources", Payloads.mapper().writeValueAsString(resources))
                        .query(Seen.class)
                        .single();
        if (seen.raised() < resources.size()) {
            throw new StepFailure(
                    FailureCode.STALE_STEP,
                    "host " + host.name() + " has seen a later turn than " + fence.turn());
        }
        return seen.known();
    }

    /** Like {@link #raise}, for what needs the host. */
    void raiseOnKnown(Fence fence, HostRef host, List<UUID> resources) {
        if (!raise(fence, host, resources)) {
            throw new StepFailure(
                    FailureCode.HOST_UNKNOWN,
                    "there is no host " + host.name() + " in the simulated world");
        }
    }
}
