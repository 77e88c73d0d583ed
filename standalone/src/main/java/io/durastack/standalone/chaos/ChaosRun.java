package io.durastack.standalone.chaos;

import io.durastack.standalone.audit.Audit;
import io.durastack.standalone.audit.World;
import io.durastack.standalone.stress.Capacity;
import io.durastack.standalone.stress.CpuMeter;
import io.durastack.workflows.world.Fault;
import io.durastack.workflows.world.FaultPlan;
import io.durastack.workflows.zone.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One run: a zone, the walk, rest, what must be true then, and everything away again. */
final class ChaosRun {

    private static final String POOL = "simulator";

    /** What is found at rest before anything was asked for is none of this run. */
    private record Before(Set<String> differences, Map<String, @Nullable Object> used) {}

    /**
     * What a run leaves behind.
     *
     * @param course to run it again
     */
    record Outcome(ChaosResult result, Course course) {}

    private final ChaosPlan plan;
    private final Site site;
    private final Names names;
    private final JdbcClient inventory;
    private final JdbcClient world;
    private final Findings findings = new Findings();
    private final Model model = new Model();
    private final Tally tally = new Tally();
    private final Client client;

    ChaosRun(ChaosPlan plan, Site site, String prefix) {
        this.plan = plan;
        this.site = site;
        this.names = new Names(prefix, plan.concurrency());
        this.inventory = site.access().inventory();
        this.world = site.access().world();
        boolean apiIsKilled =
                plan.killWorkers()
                        && site.state().read().stream()
                                .anyMatch(it -> it.form().equals("development"));
        this.client = new Client(site.api(), apiIsKilled, findings);
    }

    /** By dice. */
    Outcome run() {
        Map<Integer, Source> clients = new TreeMap<>();
        for (int stream = 0; stream < plan.concurrency(); stream++) {
            clients.put(stream, new ClientChoices(plan.seed(), stream, plan.concurrency()));
        }
        Source operator =
                new OperatorChoices(
                        plan.seed(),
                        plan.concurrency(),
                        names.hosts(),
                        names.spareHosts(),
                        plan.killWorkers());
        return run(clients, Optional.of(operator), ChaosFaults.plan(plan));
    }

    /** What was run before. */
    Outcome run(Course course) {
        Map<Integer, Source> clients = new TreeMap<>();
        Optional<Source> operator = Optional.empty();
        for (int stream : course.streams()) {
            java.util.Iterator<Action> actions = course.of(stream).iterator();
            Source source =
                    () -> actions.hasNext() ? Optional.of(actions.next()) : Optional.empty();
            if (stream == plan.concurrency()) {
                operator = Optional.of(source);
            } else {
                clients.put(stream, source);
            }
        }
        return run(clients, operator, ChaosFaults.plan(course.faults(), names));
    }

    private Outcome run(Map<Integer, Source> clients, Optional<Source> operator, FaultPlan faults) {
        long start = System.nanoTime();
        Before before = before();
        UUID zone = new ChaosZone(site.api(), names).make(model);
        Weather weather =
                new Weather(
                        new World(site.access().engine(), new ZoneId(zone), POOL),
                        faults,
                        names,
                        site.state(),
                        site.out());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                CpuMeter cpu = new CpuMeter(site.state());
                EventFollower events = EventFollower.start(site.api(), plan.seed())) {
            Followers followers = new Followers(client, model, findings, threads, tally);
            List<Action> done = walk(clients, operator, weather, followers);
            ChaosFaults.awaitLate(world);
            List<Fault> struck = ChaosFaults.struck(world, names);
            Map<String, Double> cpuMillis = perOperation(cpu, followers.accepted());
            weather.end();
            rest(zone, before);
            int seen = events.compare(inventory, findings);
            Map<String, Map<String, Integer>> ends = ends(zone);
            Map<String, Integer> troubles = troubles(zone);
            cleanUp(zone, followers, before);
            ChaosResult result =
                    new ChaosResult(
                            client.requests(),
                            followers.accepted(),
                            ends,
                            troubles,
                            tally.refusals(),
                            tally.answers(),
                            tally.alone(),
                            tally.states(),
                            ChaosFaults.byKind(struck),
                            weather.killed(),
                            seen,
                            events.cuts(),
                            Invariants.count(),
                            findings.of("stuck"),
                            findings.of("leak") + findings.of("audit") + findings.of("invariant"),
                            findings.count(),
                            (System.nanoTime() - start) / 1e9,
                            cpuMillis);
            return new Outcome(result, new Course(plan, done, struck, findings.all()));
        }
    }

    private Before before() {
        return new Before(new HashSet<>(differences()), Capacity.used(inventory));
    }

    private List<String> differences() {
        return new Audit(inventory, site.access().engine()).run().differences();
    }

    private List<Action> walk(
            Map<Integer, Source> clients,
            Optional<Source> operator,
            Weather weather,
            Followers followers) {
        Walker walker =
                new Walker(
                        names.prefix() + Long.toString(System.currentTimeMillis(), 36),
                        names,
                        client,
                        model,
                        findings,
                        followers,
                        tally);
        int slots = plan.concurrency() * ClientChoices.VMS_PER_CLIENT;
        try (Quota _ = new Quota(inventory, slots * 2 / 3)) {
            weather.begin();
            return new Walk(plan, walker, weather, followers, findings, site.out())
                    .run(clients, operator);
        }
    }

    private static Map<String, Double> perOperation(CpuMeter cpu, int operations) {
        Map<String, Double> each = new TreeMap<>();
        cpu.read()
                .millis()
                .forEach((part, millis) ->
                        each.put(part, millis / (double) Math.max(1, operations)));
        return each;
    }

    private void rest(UUID zone, Before before) {
        site.out().println("  at rest …");
        Rest rest = new Rest(client, model, findings, inventory, zone);
        rest.await();
        rest.compare(names);
        new OpenRuns(site.access().engine(), inventory, zone).await(findings);
        new CleanUp(client, model, findings, inventory, world, zone).scrap();
        differences().stream()
                .filter(it -> !before.differences().contains(it))
                .forEach(it -> findings.add("audit", it));
        new Invariants(inventory, world, zone)
                .broken()
                .forEach(it -> findings.add("invariant", it));
    }

    private void cleanUp(UUID zone, Followers followers, Before before) {
        site.out().println("  everything away …");
        CleanUp cleanUp = new CleanUp(client, model, findings, inventory, world, zone);
        cleanUp.run(followers);
        cleanUp.left().forEach(it -> findings.add("leak", it));
        if (findings.of("leak") == 0) {
            new ChaosZone(site.api(), names).removeFrame();
            Map<String, @Nullable Object> used = Capacity.used(inventory);
            if (!used.equals(before.used())) {
                findings.add("leak", "the counters were " + before.used() + " and are " + used);
            }
        }
    }

    /** What operations went through on their way to their ends. */
    private Map<String, Integer> troubles(UUID zone) {
        Map<String, Integer> troubles = new TreeMap<>();
        inventory
                .sql(
                        """
                        select 'held' as what, count(*)::int from event e join operation o on o.id = e.operation_id
                            where o.zone_id = :zone and e.type = 'operation.held'
                        union all
                        select e.after ->> 'what', count(*)::int from event e join operation o on o.id = e.operation_id
                            where o.zone_id = :zone and e.type = 'operation.decided' group by 1
                        union all
                        select 'debts', count(*)::int from debt d join operation o on o.id = d.operation_id where o.zone_id = :zone
                        union all
                        select 'declared lost', count(*)::int from host where zone_id = :zone and lost_at is not null
                        union all
                        select 'fresh runs', sum(run - 1)::int from operation where zone_id = :zone
                        union all
                        select error ->> 'code', count(*)::int from operation
                            where zone_id = :zone and state = 'ROLLED_BACK' group by 1
                        """)
                .param("zone", zone)
                .query(row -> {
                    troubles.put(String.valueOf(row.getString(1)), row.getInt(2));
                });
        return troubles;
    }

    private Map<String, Map<String, Integer>> ends(UUID zone) {
        Map<String, Map<String, Integer>> ends = new TreeMap<>();
        inventory
                .sql(
                        """
                        select kind, state, count(*)::int from operation where zone_id = :zone group by kind, state order by kind, state
                        """)
                .param("zone", zone)
                .query(row -> {
                    ends.computeIfAbsent(row.getString(1), it -> new HashMap<>())
                            .put(row.getString(2), row.getInt(3));
                });
        return ends;
    }
}
