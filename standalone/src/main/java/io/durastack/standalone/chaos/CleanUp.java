package io.durastack.standalone.chaos;

import io.durastack.standalone.chaos.Client.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes all that a run has made, and looks whether anything is left. */
final class CleanUp {

    private static final Map<String, String> PATIENTLY = Map.of("Prefer", "wait=30");
    private static final List<Kind> ORDER =
            List.of(
                    Kind.VM,
                    Kind.NETWORK,
                    Kind.L2_NETWORK,
                    Kind.OFFERING,
                    Kind.IMAGE,
                    Kind.STORAGE,
                    Kind.HOST);

    private final Client client;
    private final Model model;
    private final Findings findings;
    private final JdbcClient inventory;
    private final JdbcClient world;
    private final UUID zone;

    CleanUp(
            Client client,
            Model model,
            Findings findings,
            JdbcClient inventory,
            JdbcClient world,
            UUID zone) {
        this.client = client;
        this.model = model;
        this.findings = findings;
        this.inventory = inventory;
        this.world = world;
        this.zone = zone;
    }

    /** Deletes what the model has, kind by kind. */
    void run(Followers followers) {
        for (Kind kind : ORDER) {
            if (kind == Kind.HOST) {
                // Images of the same bytes that are deleted at once owe their copies, and a host
                // that is owed something stays.
                new Rest(client, model, findings, inventory, zone).await();
                onHosts().forEach(it -> findings.add("leak", "on a host: " + it));
            }
            model.expected().stream()
                    .filter(it -> it.kind() == kind && it.state() != Thing.State.GONE)
                    .map(it ->
                            java.util.concurrent.CompletableFuture.runAsync(
                                    () -> delete(it), followers.threads()))
                    .toList()
                    .forEach(java.util.concurrent.CompletableFuture::join);
        }
    }

    /** What is on the hosts when no image, no network and no storage is left. */
    private List<String> onHosts() {
        List<UUID> hosts =
                inventory
                        .sql("select id from host where zone_id = :zone and deleted_at is null")
                        .param("zone", zone)
                        .query((row, index) -> row.getObject(1, UUID.class))
                        .list();
        return world.sql(
                        """
                        select 'image ' || sha256 || ' on host ' || host_id from sim_image where host_id in (:hosts)
                        union all
                        select 'bridge ' || bridge || ' on host ' || host_id from sim_bridge where host_id in (:hosts)
                        union all
                        select 'folder ' || path || ' on host ' || host_id from sim_folder where host_id in (:hosts)
                        """)
                .param("hosts", hosts)
                .query((row, index) -> row.getString(1))
                .list();
    }

    private void delete(Slot.Expected thing) {
        String path = thing.kind().path() + "/" + thing.id();
        Heard free = client.send("PATCH", path, Map.of("deleteProtection", false), Map.of());
        Heard heard = client.send("DELETE", path, null, PATIENTLY);
        String state = heard.answer().body().at("/operation/state").asString("SUCCEEDED");
        if (!free.accepted() || !heard.accepted() || !state.equals("SUCCEEDED")) {
            findings.add(
                    "leak",
                    "%s %s cannot be deleted at rest: %s %s"
                            .formatted(
                                    thing.kind(),
                                    thing.name(),
                                    Answers.text(heard.answer()),
                                    heard.answer().body()),
                    thing.operations().toArray(String[]::new));
        }
    }

    /** What is left of it in the inventory and in the world. */
    List<String> left() {
        List<String> left = new ArrayList<>();
        for (String table :
                List.of(
                        "vm",
                        "host",
                        "image",
                        "volume",
                        "primary_storage",
                        "l3_network",
                        "l2_network")) {
            count(
                    left,
                    table,
                    "select count(*) from "
                            + table
                            + " where zone_id = :zone and deleted_at is null");
        }
        count(
                left,
                "placement",
                "select count(*) from placement p join host h on h.id = p.host_id where h.zone_id = :zone");
        count(
                left,
                "storage_grant",
                "select count(*) from storage_grant g join host h on h.id = g.host_id where h.zone_id = :zone");
        count(
                left,
                "storage_capacity",
                "select count(*) from storage_capacity r join host h on h.id = r.host_id where h.zone_id = :zone");
        count(
                left,
                "image_copy",
                "select count(*) from image_copy c join host h on h.id = c.host_id where h.zone_id = :zone");
        count(
                left,
                "nic_address",
                "select count(*) from nic_address a join l3_network n on n.id = a.l3_network_id where n.zone_id = :zone");
        count(
                left,
                "claim",
                "select count(*) from claim c join operation o on o.id = c.operation_id where o.zone_id = :zone");
        world.sql(
                        """
                        select 'domain of ' || vm_id from sim_domain where host_id in (:hosts)
                        union all select 'volume ' || volume_id from sim_volume where host_id in (:hosts)
                        union all select 'host ' || name from sim_host where id in (:hosts)
                        """)
                .param("hosts", hosts())
                .query((row, index) -> row.getString(1))
                .list()
                .forEach(it -> left.add("in the world: " + it));
        return left;
    }

    /** Every host that the zone ever had; never none. */
    private List<UUID> hosts() {
        List<UUID> hosts =
                new ArrayList<>(
                        inventory
                                .sql(
                                        """
                                        select distinct resource_id from operation where zone_id = :zone and resource_kind = 'host'
                                        """)
                                .param("zone", zone)
                                .query((row, index) -> row.getObject(1, UUID.class))
                                .list());
        hosts.add(zone);
        return hosts;
    }

    private void count(List<String> left, String what, String sql) {
        long count = inventory.sql(sql).param("zone", zone).query(Long.class).single();
        if (count > 0) {
            left.add(count + " rows of " + what);
        }
    }

    /**
     * Machines that did not answer when they were given up, or when their adding was taken back, or
     * that were declared lost, are scrap: nobody takes off them what they still have of us.
     */
    void scrap() {
        List<UUID> scrap =
                inventory
                        .sql(
                                """
                                select resource_id from operation
                                where zone_id = :zone and resource_kind = 'host' and (decision ->> 'what' = 'abandon'
                                    or (state = 'ROLLED_BACK' and steps @> '[{"compensation": true, "state": "FAILED"}]'))
                                union select id from host where zone_id = :zone and lost_at is not null
                                """)
                        .param("zone", zone)
                        .query((row, index) -> row.getObject(1, UUID.class))
                        .list();
        scrap.forEach(
                it -> world.sql("delete from sim_host where id = :id").param("id", it).update());
    }
}
