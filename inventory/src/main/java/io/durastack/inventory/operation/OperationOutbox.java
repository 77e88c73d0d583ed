package io.durastack.inventory.operation;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.operation.Direction;
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.OperationRun;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.operation.StepPolicy;
import io.durastack.workflows.zone.ZoneId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What waits to be started. There is no table of its own: an operation that was not marked as
 * dispatched is in the outbox.
 *
 * <pre>
 *   commit ─ lease ─ start in the engine ─ mark
 *      │       │             │               └ crash after: nothing is open any more
 *      │       │             └ crash before the mark: the lease runs out, it is started again, the engine says
 *      │       │               "already started", and it is marked
 *      │       └ crash before the start: the lease runs out, the next dispatcher starts it
 *      └ crash before the lease: it is still here
 * </pre>
 *
 * <p>Order: the urgent first; then in turn from each (project, token, lane), so that a lone request
 * never waits behind ten thousand of somebody else's. A lane (a zone) has at most as many in flight
 * as the bounds of its hosts add up to, urgent and bulk counted apart; and no more than a limit, as
 * a lone request waits behind what is in flight already.
 */
public final class OperationOutbox {

    private static final String OUTBOX =
            "dispatched_at is null and state in ('PENDING', 'RUNNING', 'UNWINDING') and waits_for is null";

    /**
     * Walks the index from one (priority, project, token, lane) to the next; the number of rows
     * behind each does not matter.
     */
    private static final String LEASE =
            """
            with recursive asker as (
                (select priority, project_id, token_id, lane from operation where %1$s
                 order by priority, project_id, token_id, lane limit 1)
                union all
                select n.priority, n.project_id, n.token_id, n.lane from asker a cross join lateral (
                    select priority, project_id, token_id, lane from operation
                    where %1$s and (priority, project_id, token_id, lane)
                        > (a.priority, a.project_id, a.token_id, a.lane)
                    order by priority, project_id, token_id, lane limit 1) n
            ), candidate as (
                select o.id, o.lane, a.priority, row_number() over
                    (partition by a.priority, a.project_id, a.token_id, a.lane order by o.id) as place
                from asker a cross join lateral (
                    select id, lane from operation
                    where %1$s and priority = a.priority and project_id = a.project_id and token_id = a.token_id and lane = a.lane
                        and (lease_until is null or lease_until < now())
                    order by id limit :most) o
            ), ranked as (
                select id, lane, priority, place,
                    row_number() over (partition by lane, priority order by place, id) as lane_place
                from candidate
            ), bound as (
                select zone_id::text as lane, least(greatest(16, sum(step_bound)), :mostInFlight) as most from host
                where deleted_at is null group by zone_id
            ), flying as (
                select lane, priority, count(*) as now from operation
                where state in ('RUNNING', 'UNWINDING') and (dispatched_at is not null or lease_until >= now())
                group by lane, priority
            ), chosen as (
                select r.id from ranked r
                left join bound b on b.lane = r.lane
                left join flying f on f.lane = r.lane and f.priority = r.priority
                where r.lane_place + coalesce(f.now, 0) <= coalesce(b.most, 16)
                order by r.priority, r.place, r.id limit :most
            )
            update operation o set
                state = case o.state when 'PENDING' then 'RUNNING' else o.state end,
                started_at = coalesce(o.started_at, now()),
                lease_until = now() + make_interval(secs => :lease)
            from chosen c, installation i
            where i.read_only_since is null and o.id = c.id and (o.lease_until is null or o.lease_until < now()) and o.dispatched_at is null
            returning o.*, i.epoch
            """
                    .formatted(OUTBOX);

    private static final String PLACE =
            """
            with mine as (
                select id, lane, priority from operation where id = :id and %1$s
            ), ranked as (
                select w.id, row_number() over (order by w.place, w.id) as place, count(*) over () as waiting from (
                    select o.id, row_number() over (partition by o.project_id, o.token_id order by o.id) as place
                    from operation o join mine m on o.lane = m.lane and o.priority = m.priority
                    where o.dispatched_at is null and o.state in ('PENDING', 'RUNNING', 'UNWINDING') and o.waits_for is null) w
            )
            select r.place - 1 as ahead, r.waiting, (
                    select count(*) from operation f where f.state in ('RUNNING', 'UNWINDING') and f.lane = m.lane
                        and f.priority = m.priority and (f.dispatched_at is not null or f.lease_until >= now())) as in_flight,
                coalesce((select least(greatest(16, sum(step_bound)), :mostInFlight) from host
                    where deleted_at is null and zone_id::text = m.lane), 16) as most,
                m.priority = 0 as urgent
            from mine m join ranked r on r.id = m.id
            """
                    .formatted(OUTBOX);

    private final JdbcClient jdbc;
    private final int mostInFlight;

    /**
     * Makes one.
     *
     * @param mostInFlight of one lane and priority, at least 16
     */
    public OperationOutbox(JdbcClient jdbc, int mostInFlight) {
        this.jdbc = jdbc;
        this.mostInFlight = mostInFlight;
    }

    /**
     * Takes the next operations for the duration of the lease. One dispatcher leases at a time, for
     * the bounds are counted; another one gets nothing and will be back.
     */
    public List<OutboxEntry> lease(int most, Duration lease) {
        boolean mine =
                jdbc.sql("select pg_try_advisory_xact_lock(hashtext('outbox'))")
                        .query(Boolean.class)
                        .single();
        if (!mine) {
            return List.of();
        }
        return jdbc.sql(LEASE)
                .param("most", most)
                .param("mostInFlight", mostInFlight)
                .param("lease", lease.toSeconds())
                .query(OperationOutbox::read)
                .list();
    }

    /** Marks operations as started. */
    public void dispatched(Collection<OperationRun> started) {
        update("dispatched_at = now(), lease_until = null", started);
    }

    /** Gives leases back early, so that another try need not wait for them to run out. */
    public void giveBack(Collection<OperationRun> notStarted) {
        update("lease_until = null", notStarted);
    }

    /** Of these runs only: a decision may have put the next run of the same operation in here. */
    private void update(String change, Collection<OperationRun> runs) {
        jdbc.sql(
                        """
                        update operation set %s where dispatched_at is null
                            and (id, run) in (select * from unnest(:ids::uuid[], :runs::int[]))
                        """
                                .formatted(change))
                .param("ids", array(runs.stream().map(run -> run.id().toString())))
                .param("runs", array(runs.stream().map(run -> Integer.toString(run.run()))))
                .update();
    }

    /**
     * Where an operation stands that waits to be started.
     *
     * @param ahead how many of its lane and priority come before it
     * @param waiting how many there are in all
     * @param inFlight how many of its lane and priority are under way
     * @param most how many may be at once
     */
    public record Place(long ahead, long waiting, long inFlight, long most, boolean urgent) {}

    /** The place of an operation; empty when it does not wait here. */
    public Optional<Place> place(OperationId id) {
        return jdbc.sql(PLACE)
                .param("id", id.value())
                .param("mostInFlight", mostInFlight)
                .query(Place.class)
                .optional();
    }

    /** Age of the oldest operation that waits to be started, in seconds; 0 when there is none. */
    public double oldestSeconds() {
        return jdbc.sql(
                        "select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from operation where "
                                + OUTBOX)
                .query(Double.class)
                .single();
    }

    private static String array(Stream<String> values) {
        return values.collect(Collectors.joining(",", "{", "}"));
    }

    private static OutboxEntry read(ResultSet row, int index) throws SQLException {
        @Nullable UUID zone = row.getObject("zone_id", UUID.class);
        OperationRun run =
                new OperationRun(
                        new OperationId(row.getObject("id", UUID.class)),
                        row.getString("kind"),
                        new ResourceRef(
                                row.getString("resource_kind"),
                                row.getObject("resource_id", UUID.class),
                                row.getString("resource_name")),
                        zone == null ? null : new ZoneId(zone),
                        row.getLong("turn"),
                        row.getInt("epoch"),
                        row.getInt("run"),
                        Direction.valueOf(row.getString("direction")),
                        OnFailure.valueOf(row.getString("on_failure")),
                        Payloads.mapper().readValue(row.getString("policy"), StepPolicy.class));
        return new OutboxEntry(run, row.getString("request"), row.getString("actor"));
    }
}
