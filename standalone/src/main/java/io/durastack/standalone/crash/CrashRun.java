package io.durastack.standalone.crash;

import io.durastack.standalone.audit.Access;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.demo.DemoZone;
import io.durastack.standalone.part.StateFile;
import io.durastack.standalone.stress.Requests;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One run: hundreds of operations in flight, parts killed among them, and a look at what is left.
 */
public final class CrashRun {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** The zone in which runs happen. */
    public static final DemoZone.Shape ZONE =
            new DemoZone.Shape("crash", "crash", "crash", 65, "crash-%03d", 20);

    private final CrashPlan plan;
    private final StateFile state;
    private final ApiClient api;
    private final Access access;
    private final JdbcClient inventory;
    private final Rest rest;
    private final Consumer<String> told;
    private final AtomicInteger answered = new AtomicInteger();
    private volatile double ended;

    /**
     * Prepares it.
     *
     * @param told lines on what it does meanwhile
     */
    public CrashRun(
            CrashPlan plan, StateFile state, ApiClient api, Access access, Consumer<String> told) {
        this.plan = plan;
        this.state = state;
        this.api = api;
        this.access = access;
        this.inventory = access.inventory();
        this.rest = new Rest(inventory, state);
        this.told = told;
    }

    /** Does it, and answers what came of it. */
    public CrashResult run() throws InterruptedException {
        Script script = new Script(new Random(plan.seed()), plan.operations());
        String run = "crash-" + Long.toString(System.currentTimeMillis() / 1000, 36);
        setTheStage(script, run + "-stage");
        List<Deed> deeds = script.deeds(run, vms("RUNNING"), vms("STOPPED"));
        OffsetDateTime began =
                inventory.sql("select clock_timestamp()").query(OffsetDateTime.class).single();
        long start = System.nanoTime();
        try (EventTail events = EventTail.open(api)) {
            String from = events.place();
            Storm storm = new Storm(state, plan);
            Thread raging = storm.start(() -> progress(began));
            Queue<Requests.Sent> twists = new ConcurrentLinkedQueue<>();
            Requests requests = new Requests(api, plan.operations());
            List<Requests.Sent> sent =
                    new ArrayList<>(
                            requests.all(
                                    deeds.size(),
                                    number -> ask(run, requests, deeds.get(number), twists)));
            sent.addAll(twists);
            List<String> differences = new ArrayList<>(rest.await());
            storm.end();
            raging.join();
            differences.addAll(rest.await());
            double seconds = (System.nanoTime() - start) / 1e9;
            differences.addAll(new Verdict(access, began).differences(deeds, sent, events, from));
            if (plan.gently()) {
                differences.addAll(lost(began, storm.stopped()));
            }
            if (plan.one() && plan.victims().equals(List.of("api"))) {
                differences.addAll(seenByCallers(sent));
            }
            return new CrashResult(
                    plan,
                    storm.killed(),
                    ends(began),
                    sent.stream().mapToInt(Requests.Sent::repeated).max().orElse(0),
                    (int) sent.stream().filter(it -> it.repeated() > 0).count(),
                    seconds,
                    differences);
        }
    }

    /** What a worker that is told to stop must not cause: a step that is tried again. */
    private List<String> lost(OffsetDateTime began, List<Storm.Stopped> stopped) {
        Attempts attempts = new Attempts(access.engine().client());
        List<String> differences = new ArrayList<>();
        stopped.stream()
                .filter(it -> !it.inTime())
                .map(it -> it.part() + " took " + Math.round(it.seconds()) + " s to stop")
                .forEach(differences::add);
        inventory
                .sql(
                        """
                        select resource_kind || '/' || resource_id || '/' || id from operation
                        where created_at >= :began and started_at is not null
                        """)
                .param("began", began)
                .query((row, index) -> row.getString(1))
                .list()
                .stream()
                .flatMap(it -> attempts.again(it).stream())
                .filter(it -> stopped.stream().anyMatch(it::by))
                .map(Attempts.Lost::what)
                .forEach(differences::add);
        return differences;
    }

    /** With another API server there, one try more is all that a caller sees. */
    private static List<String> seenByCallers(List<Requests.Sent> sent) {
        return sent.stream()
                .filter(it -> it.repeated() > 1)
                .map(it ->
                        "the request for "
                                + it.name()
                                + " was sent again "
                                + it.repeated()
                                + " times")
                .toList();
    }

    private void setTheStage(Script script, String name) throws InterruptedException {
        int stopped = Math.max(0, script.stopped() - vms("STOPPED").size());
        int missing = Math.max(0, script.running() + stopped - vms("RUNNING").size());
        if (missing + stopped == 0) {
            return;
        }
        told.accept("setting the stage: " + missing + " creates, " + stopped + " stops");
        Requests requests = new Requests(api, plan.operations());
        requests.all(missing, number -> create(requests, name + "-" + number, Map.of()));
        failIfMoving();
        List<Script.Vm> running = vms("RUNNING");
        requests.all(stopped, number -> power(requests, running.get(number), "stop", name));
        failIfMoving();
    }

    private void failIfMoving() {
        List<String> moving = rest.await();
        if (!moving.isEmpty()) {
            throw new IllegalStateException("the stage cannot be set: " + moving.getFirst());
        }
    }

    /** Sends one deed and its twist. */
    private Requests.Sent ask(
            String run, Requests requests, Deed deed, Queue<Requests.Sent> twists) {
        Script.Vm vm = new Script.Vm(deed.vm(), deed.name());
        Requests.Sent sent =
                switch (deed.kind()) {
                    case CREATE -> create(requests, deed.name(), Map.of());
                    case DELETE -> requests.delete(deed.name(), deed.vm());
                    case START -> power(requests, vm, "start", run);
                    case STOP -> power(requests, vm, "stop", run);
                    case REBOOT -> power(requests, vm, "reboot", run);
                };
        answered.incrementAndGet();
        if (deed.twist() != Deed.Twist.NONE && sent.refusal() == null) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(deed.afterMillis()));
            twists.add(
                    deed.twist() == Deed.Twist.DELETE
                            ? requests.delete(deed.name(), sent.resource())
                            : cancel(requests, sent));
        }
        return sent;
    }

    /** Asks for a small VM in the zone of the runs. */
    static Requests.Sent create(Requests requests, String name, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Idempotency-Key", name);
        return requests.send(
                name,
                "",
                "POST",
                "/v1/vms",
                Map.of(
                        "name",
                        name,
                        "image",
                        ZONE.image(),
                        "offering",
                        "small",
                        "networks",
                        List.of(ZONE.network())),
                all);
    }

    private static Requests.Sent power(Requests requests, Script.Vm vm, String verb, String key) {
        return requests.send(
                vm.name(),
                vm.id(),
                "POST",
                "/v1/vms/" + vm.id() + ":" + verb,
                null,
                Map.of("Idempotency-Key", key + "-" + verb));
    }

    /** Too late is an answer, too. */
    private static Requests.Sent cancel(Requests requests, Requests.Sent accepted) {
        Requests.Sent sent =
                requests.send(
                        accepted.name(),
                        accepted.resource(),
                        "POST",
                        "/v1/operations/" + accepted.operation() + ":cancel",
                        null,
                        Map.of());
        String refusal = String.valueOf(sent.refusal());
        return refusal.startsWith("409 past_cancelling") || refusal.startsWith("409 held")
                ? sent.accepted()
                : sent;
    }

    private List<Script.Vm> vms(String state) {
        return inventory
                .sql(
                        """
                        select id::text, name from vm
                        where deleted_at is null and state = :state and name like 'crash-%' order by id
                        """)
                .param("state", state)
                .query((row, index) -> new Script.Vm(row.getString(1), row.getString(2)))
                .list();
    }

    /** Half of the way is that requests are answered, the other half that operations end. */
    private double progress(OffsetDateTime began) {
        LockSupport.parkNanos(LOOK_NANOS);
        try {
            ended =
                    inventory
                            .sql(
                                    "select count(*) from operation where created_at >= :began and finished_at is not null")
                            .param("began", began)
                            .query(Double.class)
                            .single();
        } catch (DataAccessException away) {
            // as it was when it last answered
        }
        return (answered.get() + ended) / (2.0 * plan.operations());
    }

    private Map<String, Long> ends(OffsetDateTime began) {
        Map<String, Long> ends = new java.util.TreeMap<>();
        inventory
                .sql(
                        "select state, count(*) from operation where created_at >= :began group by state")
                .param("began", began)
                .query((row, index) -> ends.put(row.getString(1), row.getLong(2)))
                .list();
        return ends;
    }
}
